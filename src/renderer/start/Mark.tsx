import { Stack, SvgIcon, Typography } from '@mui/material'

/** The app's own sign: four people around a table. */
export function Mark() {
  return (
    <Stack direction="row" sx={{ alignItems: 'center', gap: 1.25 }}>
      <SvgIcon viewBox="0 0 24 24" color="primary" sx={{ fontSize: 28 }} aria-hidden>
        <circle cx="12" cy="12" r="3.2" />
        <circle cx="12" cy="3.6" r="2.4" />
        <circle cx="12" cy="20.4" r="2.4" />
        <circle cx="3.6" cy="12" r="2.4" />
        <circle cx="20.4" cy="12" r="2.4" />
      </SvgIcon>
      <Typography component="span" sx={{ fontWeight: 700, fontSize: '1.0625rem', letterSpacing: '-0.01em' }}>
        MDT Huddle
      </Typography>
    </Stack>
  )
}

import ScienceOutlined from '@mui/icons-material/ScienceOutlined'
import { Stack } from '@mui/material'

/** Stands over every place of a practice team, so that nobody takes it for a real one. */
export function PracticeMark() {
  return (
    <Stack
      component="aside"
      aria-label="Practice team"
      direction="row"
      sx={{
        gap: 1,
        px: 2,
        py: 0.5,
        alignItems: 'center',
        justifyContent: 'center',
        typography: 'caption',
        fontWeight: 600,
        bgcolor: 'surfaces.words',
        borderBottom: 1,
        borderColor: 'surfaces.wordsBorder',
      }}
    >
      <ScienceOutlined aria-hidden sx={{ fontSize: 16 }} />
      Practice team: nobody here is real
    </Stack>
  )
}

import { Button, Stack, Step, StepLabel, Stepper } from '@mui/material'

/** Which of a few short steps one is at. */
export function Steps({ steps, at }: { readonly steps: readonly string[]; readonly at: number }) {
  return (
    <Stepper activeStep={at} sx={{ mb: 3 }} aria-label={`Step ${at + 1} of ${steps.length}`}>
      {steps.map((label, index) => (
        <Step key={label} {...(index === at && { 'aria-current': 'step' as const })}>
          <StepLabel>{label}</StepLabel>
        </Step>
      ))}
    </Stepper>
  )
}

interface StepButtonsProps {
  readonly busy: boolean
  /** What going on does here. */
  readonly label: string
  readonly onBack: () => void
}

/** Back and on; on sends the form that they stand in. */
export function StepButtons({ busy, label, onBack }: StepButtonsProps) {
  return (
    <Stack direction="row" sx={{ mt: 3, justifyContent: 'space-between' }}>
      <Button size="large" disabled={busy} onClick={onBack}>
        Back
      </Button>
      <Button size="large" type="submit" variant="contained" loading={busy} loadingPosition="start">
        {label}
      </Button>
    </Stack>
  )
}

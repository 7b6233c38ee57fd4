import { Box } from '@mui/material'
import { useState, type SubmitEvent } from 'react'
import { useLocation } from 'wouter'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { routes } from '../shell/routes.ts'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useSession } from '../shell/session-context.tsx'
import { CardFields } from './CardFields.tsx'
import { ErrorSummary } from './ErrorSummary.tsx'
import { checkCard, checkPassphrase, emptyCard, emptyPassphrase } from './forms.ts'
import { nextPaint } from './next-paint.ts'
import { PassphraseFields } from './PassphraseFields.tsx'
import { StartFrame } from './StartFrame.tsx'
import { StepButtons, Steps } from './Steps.tsx'
import { useForm } from './use-form.ts'

const steps = ['You', 'Passphrase', 'Your team'] as const
const headings = ['Your staff card', 'Choose a passphrase'] as const
const abouts = [
  'This is how colleagues see you in a huddle, and how you sign what was decided. Whoever leads the team adds you by it.',
  'It opens what is kept on this computer. You are asked for it each time you start or unlock.',
] as const

/** A newcomer to a team that there is already: the staff card and the passphrase; asking the team comes next, inside. */
export function JoinTeam({ onBack }: { readonly onBack: () => void }) {
  const session = useSession()
  const [, navigate] = useLocation()
  const [step, setStep] = useState<0 | 1>(0)
  const card = useForm(emptyCard, checkCard)
  const passphrase = useForm(emptyPassphrase, checkPassphrase)
  const { busy, problem, attempt } = useAttempt()
  const form = step === 0 ? card : passphrase

  function goOn(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    const [fields, words] = [card.check(), step === 0 ? '' : passphrase.check()]
    if (!fields || words === undefined) return
    if (step === 0) return setStep(1)
    void attempt(async () => {
      await nextPaint()
      await session.joinTeam(fields, words)
      navigate(routes.joinTeam())
    })
  }

  return (
    <StartFrame heading={headings[step]} about={abouts[step]}>
      <Steps steps={steps} at={step} />
      <Box component="form" noValidate onSubmit={goOn}>
        <ErrorSummary lines={form.summary} attempt={form.attempts} />
        {step === 0 ? <CardFields form={card} /> : <PassphraseFields form={passphrase} />}
        <ProblemNote problem={problem} sx={{ mt: 2 }} />
        <StepButtons busy={busy} label={step === 0 ? 'Go on' : busy ? 'Making your card' : 'Make my card'} onBack={() => (step === 0 ? onBack() : setStep(0))} />
      </Box>
    </StartFrame>
  )
}

import { Box } from '@mui/material'
import { useState, type SubmitEvent } from 'react'
import { useLocation } from 'wouter'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { routes } from '../shell/routes.ts'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useSession } from '../shell/session-context.tsx'
import { CardFields } from './CardFields.tsx'
import { ErrorSummary } from './ErrorSummary.tsx'
import { checkCard, checkPassphrase, checkTeam, emptyCard, emptyPassphrase, emptyTeam } from './forms.ts'
import { nextPaint } from './next-paint.ts'
import { PassphraseFields } from './PassphraseFields.tsx'
import { StartFrame } from './StartFrame.tsx'
import { StepButtons, Steps } from './Steps.tsx'
import { TeamFields } from './TeamFields.tsx'
import { useForm } from './use-form.ts'

const steps = ['Your team', 'You', 'Passphrase'] as const
const headings = ['Set up your team', 'Your staff card', 'Choose a passphrase'] as const
const abouts = [
  'Everything stays on this computer, sealed. You can do this in about two minutes.',
  'This is how colleagues see you in a huddle, and how you sign what was decided.',
  'It opens what is kept on this computer. You are asked for it each time you start or unlock.',
] as const

type StepIndex = 0 | 1 | 2

/** Three short steps: the team, the staff card, the passphrase. Going back keeps what was written. */
export function SetUpTeam({ onBack }: { readonly onBack: () => void }) {
  const session = useSession()
  const [, navigate] = useLocation()
  const [step, setStep] = useState<StepIndex>(0)
  const team = useForm(emptyTeam, checkTeam)
  const card = useForm(emptyCard, checkCard)
  const passphrase = useForm(emptyPassphrase, checkPassphrase)
  const { busy, problem, attempt } = useAttempt()
  const form = [team, card, passphrase][step] ?? team

  function goOn(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    if (form.check() === undefined) return
    if (step < 2) setStep(step === 0 ? 1 : 2)
    else void attempt(create)
  }

  async function create(): Promise<void> {
    const [teamFields, cardFields, words] = [team.check(), card.check(), passphrase.check()]
    if (!teamFields || !cardFields || !words) return
    await nextPaint()
    await session.createTeam(teamFields, cardFields, words)
    navigate(routes.today())
  }

  return (
    <StartFrame heading={headings[step]} about={abouts[step]}>
      <Steps steps={steps} at={step} />
      <Box component="form" noValidate onSubmit={goOn}>
        <ErrorSummary lines={form.summary} attempt={form.attempts} />
        {step === 0 && <TeamFields form={team} />}
        {step === 1 && <CardFields form={card} />}
        {step === 2 && <PassphraseFields form={passphrase} />}
        <ProblemNote problem={problem} sx={{ mt: 2 }} />
        <StepButtons
          busy={busy}
          label={step < 2 ? 'Go on' : busy ? 'Setting up' : 'Set up this team'}
          onBack={() => (step === 0 ? onBack() : setStep(step === 1 ? 0 : 1))}
        />
      </Box>
    </StartFrame>
  )
}

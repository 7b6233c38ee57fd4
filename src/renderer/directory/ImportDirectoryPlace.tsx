import { Box, Button, Stack, Step, StepLabel, Stepper, Typography } from '@mui/material'
import type { Service } from '../../core/model/service.ts'
import { FileDrop } from '../shell/FileDrop.tsx'
import { Page } from '../shell/Page.tsx'
import { Panel } from '../shell/Panel.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { QuietProgress } from '../shell/QuietProgress.tsx'
import { hashHref, routes } from '../shell/routes.ts'
import { useAttempt } from '../shell/run-with-problem.ts'
import { useFocusOnStep } from '../shell/use-focus-on-step.ts'
import { counted } from './directory-words.ts'
import { LookAtServices } from './import/LookAtServices.tsx'
import { directorySteps, useDirectoryImport, type DirectoryImport } from './import/use-directory-import.ts'
import { useServices } from './use-services.ts'

const stepNames = ['Choose the files', 'Look at what would happen'] as const

/** A directory comes in, in two steps; nothing is written before the second. */
export default function ImportDirectoryPlace() {
  const services = useServices()
  return services ? <ImportSteps existing={services} /> : <QuietProgress>Opening the directory</QuietProgress>
}

function ImportSteps({ existing }: { readonly existing: readonly Service[] }) {
  const importing = useDirectoryImport(existing)
  const { step, draft } = importing
  const content = useFocusOnStep(step)
  return (
    <Page heading="Import a directory">
      <Stepper activeStep={directorySteps.indexOf(step)} sx={{ mb: 2.5, maxWidth: 560, overflowX: 'auto' }}>
        {stepNames.map((name) => (
          <Step key={name}>
            <StepLabel>{name}</StepLabel>
          </Step>
        ))}
      </Stepper>
      <Box component="section" ref={content} tabIndex={-1} aria-label={stepNames[directorySteps.indexOf(step)] ?? 'Imported'} sx={{ '&:focus': { outline: 'none' } }}>
        {step === 'files' && <ChooseFiles importing={importing} />}
        {step === 'look' && draft && <LookAtServices importing={importing} draft={draft} />}
        {step === 'done' && <Imported importing={importing} />}
      </Box>
    </Page>
  )
}

function ChooseFiles({ importing }: { readonly importing: DirectoryImport }) {
  const { busy, problem, attempt } = useAttempt()
  return (
    <Stack spacing={2}>
      <ProblemNote problem={problem} />
      <Panel heading="From files">
        <FileDrop
          invitation="Drop a directory’s pages of services here (Open Referral UK, in JSON), or"
          label="Files of services"
          accept=".json,application/json"
          multiple
          busy={busy}
          onFiles={(files) => void attempt(() => importing.open(files))}
          about="Several pages of one directory can be chosen at once. The files stay on this computer, nothing is fetched from anywhere, and nothing is imported before you have seen what would happen."
        />
      </Panel>
    </Stack>
  )
}

function Imported({ importing: { result, setStep } }: { readonly importing: DirectoryImport }) {
  if (!result) return null
  return (
    <Panel heading="Imported">
      <Typography component="output">
        {counted(result.added, 'service')} added, {result.updated} updated, {result.unchanged} unchanged.
        {result.gone > 0 && ` ${counted(result.gone, 'service')} no longer listed: kept, and marked so.`}
      </Typography>
      <Stack direction="row" useFlexGap spacing={1} sx={{ mt: 2, flexWrap: 'wrap' }}>
        <Button variant="contained" href={hashHref(routes.directory())}>
          Go to the directory
        </Button>
        <Button onClick={() => setStep('files')}>Import another</Button>
      </Stack>
    </Panel>
  )
}

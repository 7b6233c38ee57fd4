import { Box, Step, StepLabel, Stepper } from '@mui/material'
import { Page } from '../shell/Page.tsx'
import { useFocusOnStep } from '../shell/use-focus-on-step.ts'
import { ChooseFile } from './import/ChooseFile.tsx'
import { HeldImportNote } from './import/HeldImportNote.tsx'
import { ImportDone } from './import/ImportDone.tsx'
import { LookAtProblems } from './import/LookAtProblems.tsx'
import { MapColumns } from './import/MapColumns.tsx'
import { importSteps, wouldBeLost } from './import/import-draft.ts'
import { useImport } from './import/use-import.ts'

const stepNames = ['Choose a file', 'Match the columns', 'Look at the rows'] as const

/** A caseload comes in from a table or from FHIR, in three steps; nothing is written before the last. */
export function ImportPlace() {
  const importing = useImport()
  const { step, draft, result } = importing
  const content = useFocusOnStep(step)
  return (
    <Page heading="Import a caseload" {...(draft && { about: `From ${draft.name}` })}>
      <Stepper activeStep={importSteps.indexOf(step)} sx={{ mb: 2.5, maxWidth: 720, overflowX: 'auto' }}>
        {stepNames.map((name) => (
          <Step key={name}>
            <StepLabel>{name}</StepLabel>
          </Step>
        ))}
      </Stepper>
      <Box component="section" ref={content} tabIndex={-1} aria-label={stepNames[importSteps.indexOf(step)] ?? 'Imported'} sx={{ '&:focus': { outline: 'none' } }}>
        {step === 'file' && draft && wouldBeLost({ step, draft }) && (
          <HeldImportNote draft={draft} onGoOn={() => importing.setStep('problems')} onGiveUp={importing.giveUp} />
        )}
        {step === 'file' && <ChooseFile onTable={importing.open} onFhir={importing.openFhir} />}
        {step === 'columns' && draft && <MapColumns importing={importing} draft={draft} />}
        {step === 'problems' && draft && <LookAtProblems importing={importing} draft={draft} />}
        {step === 'done' && result && <ImportDone result={result} left={draft?.rows.length ?? 0} onGoOn={() => importing.setStep('problems')} onAnother={() => importing.setStep('file')} />}
      </Box>
    </Page>
  )
}

export default ImportPlace

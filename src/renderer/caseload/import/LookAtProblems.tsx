import { Box, Button, LinearProgress, Stack, Typography } from '@mui/material'
import { useEffect, useMemo, useRef } from 'react'
import { fieldLabel } from '../../../core/model/caseload-columns.ts'
import { problemRowsCsv } from '../../../core/model/caseload-export.ts'
import { bannerName, personInitials } from '../../../core/model/person.ts'
import { Panel } from '../../shell/Panel.tsx'
import { usePrivateScreen } from '../../shell/private-screen.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { csvFile, saveFile } from '../../shell/save-file.ts'
import { counted } from '../counted.ts'
import { FhirNotes } from './FhirNotes.tsx'
import { ProblemRows } from './ProblemRows.tsx'
import type { ImportDraft } from './import-draft.ts'
import type { CaseloadImport } from './use-import.ts'

interface LookAtProblemsProps {
  readonly importing: CaseloadImport
  readonly draft: ImportDraft
}

/** Third step: what would happen with each row. Good rows come in; the others are corrected here or saved to a file. */
export function LookAtProblems({ importing, draft }: LookAtProblemsProps) {
  const { on } = usePrivateScreen()
  const { preview, stale } = importing
  const { add, update, unchanged } = preview.plan
  const problems = useMemo(() => preview.rows.filter((each) => each.kind === 'problem'), [preview])
  const updates = preview.rows.filter((each) => each.kind === 'update')
  const summary = useFocusWhenNoneIsLeft(problems.length)
  const { busy, problem, attempt } = useAttempt()
  return (
    <Stack spacing={2}>
      <Panel heading="What would happen">
        <Typography ref={summary} component="output" tabIndex={-1} sx={{ display: 'block', mb: 1.5, '&:focus': { outline: 'none' } }}>
          {[
            `${counted(add.length, 'person')} would be added`,
            `${update.length} updated`,
            `${unchanged} ${unchanged === 1 ? 'is' : 'are'} unchanged`,
            `${counted(problems.length, 'row')} cannot come in yet`,
          ].join(', ')}
          .
        </Typography>
        {stale && <LinearProgress aria-label="Looking at the rows again" />}
        <ProblemNote problem={problem} sx={{ mb: 1.5 }} />
        <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
          <Button variant="contained" loading={busy} disabled={stale || add.length + update.length === 0} onClick={() => void attempt(importing.write)}>
            {add.length + update.length === 0 ? 'Nothing to import' : `Import ${counted(add.length + update.length, 'person')}`}
          </Button>
          {problems.length > 0 && (
            <Button variant="outlined" onClick={() => saveFile(csvFile('rows-with-problems.csv', problemRowsCsv(draft.file.columns, problems)))}>
              Save the rows with problems to a file
            </Button>
          )}
          {draft.fhir ? (
            <Button onClick={() => importing.setStep('file')}>Choose another file</Button>
          ) : (
            <Button onClick={() => importing.setStep('columns')}>Back to the columns</Button>
          )}
        </Stack>
      </Panel>
      {problems.length > 0 && (
        <Panel heading={`Rows that cannot come in yet · ${problems.length}`}>
          <ProblemRows
            rows={problems}
            mapping={draft.mapping}
            onCorrect={importing.correct}
            onKeep={importing.keep}
            onLeaveOut={importing.leaveOut}
          />
        </Panel>
      )}
      {draft.fhir && <FhirNotes fhir={draft.fhir} rows={preview.rows} mapping={draft.mapping} />}
      {updates.length > 0 && (
        <Panel heading={`People who would be updated · ${updates.length}`}>
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {updates.slice(0, 200).map(({ person, changes }) => (
              <li key={person.id}>
                {on ? personInitials(person) : bannerName(person)}
                {': '}
                {changes.map(({ field, from, to }) => `${fieldLabel(field)} from ${from || 'nothing'} to ${to}`).join('; ')}
              </li>
            ))}
          </Box>
          {updates.length > 200 && <Typography variant="body2">And {updates.length - 200} more.</Typography>}
        </Panel>
      )}
    </Stack>
  )
}

/** The last row that was corrected takes its controls with it, so the work goes on at the summary. */
function useFocusWhenNoneIsLeft(count: number) {
  const summary = useRef<HTMLOutputElement>(null)
  const before = useRef(count)
  useEffect(() => {
    if (before.current > 0 && count === 0) summary.current?.focus()
    before.current = count
  }, [count])
  return summary
}

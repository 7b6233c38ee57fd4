import { Button, Stack, TextField } from '@mui/material'
import { useState } from 'react'
import { caseloadLimits, readCaseload, readPastedCaseload, type CaseloadFile } from '../../../core/model/caseload-csv.ts'
import type { FhirFile } from '../../../core/session/fhir-reading.ts'
import { caseloadProblem } from '../../../core/model/caseload-problems.ts'
import { FileDrop } from '../../shell/FileDrop.tsx'
import { Panel } from '../../shell/Panel.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useToday } from '../../shell/clock.ts'

interface ChooseFileProps {
  readonly onTable: (name: string, file: CaseloadFile) => void
  readonly onFhir: (name: string, file: FhirFile) => void
}

/** What FHIR needs is loaded when the first such file is chosen. */
const fhirReading = () => import('../../../core/session/fhir-reading.ts')

const looksLikeJson = (bytes: Uint8Array): boolean => /^\uFEFF?\s*[{[]/.test(new TextDecoder().decode(bytes.subarray(0, 200)))

/** First step: a file by button or drop, or rows pasted from a spreadsheet. */
export function ChooseFile({ onTable, onFhir }: ChooseFileProps) {
  const [pasted, setPasted] = useState('')
  const { busy, problem, attempt } = useAttempt()
  const today = useToday()
  const read = async (file: File): Promise<void> => {
    if (file.size > caseloadLimits.bytes) throw caseloadProblem.tooLarge()
    const bytes = new Uint8Array(await file.arrayBuffer())
    if (looksLikeJson(bytes)) onFhir(file.name, (await fhirReading()).readFhirPeople(bytes, today))
    else onTable(file.name, readCaseload(bytes))
  }
  const take = (file: File | undefined): void => {
    if (file) void attempt(() => read(file))
  }
  return (
    <Stack spacing={2}>
      <ProblemNote problem={problem} />
      <Panel heading="From a file">
        <FileDrop
          invitation="Drop the extract of your record system here (CSV, or FHIR in JSON), or"
          label="CSV file or FHIR file"
          accept=".csv,.tsv,.txt,.json,text/csv,text/tab-separated-values,text/plain,application/json,application/fhir+json"
          busy={busy}
          onFiles={([file]) => take(file)}
          about="In a table the first row holds the headings; in FHIR, each Patient is a person. The file stays on this computer, and nothing is imported before you have seen what would happen."
        />
      </Panel>
      <Panel heading="Or paste rows">
        <TextField
          label="Rows from a spreadsheet, with the headings"
          multiline
          minRows={4}
          maxRows={10}
          value={pasted}
          onChange={(event) => setPasted(event.target.value)}
        />
        <Button variant="outlined" sx={{ mt: 1.5 }} disabled={pasted.trim() === ''} onClick={() => void attempt(() => onTable('pasted rows', readPastedCaseload(pasted)))}>
          Read the pasted rows
        </Button>
      </Panel>
    </Stack>
  )
}

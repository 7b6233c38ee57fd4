import { Box, Button, Stack, TextField, Typography } from '@mui/material'
import { useRef, useState, type DragEvent } from 'react'
import { caseloadLimits, readCaseload, readPastedCaseload, type CaseloadFile } from '../../../core/model/caseload-csv.ts'
import type { FhirFile } from '../../../core/session/fhir-reading.ts'
import { caseloadProblem } from '../../../core/model/caseload-problems.ts'
import { Panel } from '../../shell/Panel.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'

interface ChooseFileProps {
  readonly onTable: (name: string, file: CaseloadFile) => void
  readonly onFhir: (name: string, file: FhirFile) => void
}

/** What FHIR needs is loaded when the first such file is chosen. */
const fhirReading = () => import('../../../core/session/fhir-reading.ts')

const looksLikeJson = (bytes: Uint8Array): boolean => /^\uFEFF?\s*[{[]/.test(new TextDecoder().decode(bytes.subarray(0, 200)))

/** First step: a file by button or drop, or rows pasted from a spreadsheet. */
export function ChooseFile({ onTable, onFhir }: ChooseFileProps) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [pasted, setPasted] = useState('')
  const { busy, problem, attempt } = useAttempt()
  const read = async (file: File): Promise<void> => {
    if (file.size > caseloadLimits.bytes) throw caseloadProblem.tooLarge()
    const bytes = new Uint8Array(await file.arrayBuffer())
    if (looksLikeJson(bytes)) onFhir(file.name, (await fhirReading()).readFhirPeople(bytes))
    else onTable(file.name, readCaseload(bytes))
  }
  const take = (file: File | undefined): void => {
    if (file) void attempt(() => read(file))
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  return (
    <Stack spacing={2}>
      <ProblemNote problem={problem} />
      <Panel heading="From a file">
        <Box
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
          sx={{ border: '2px dashed', borderColor: over ? 'primary.main' : 'divider', borderRadius: 2, p: 3, bgcolor: 'surfaces.sunken', textAlign: 'center' }}
        >
          <Typography sx={{ mb: 1.5 }}>Drop the extract of your record system here (CSV, or FHIR in JSON), or</Typography>
          <Button variant="contained" loading={busy} onClick={() => input.current?.click()}>
            Choose a file
          </Button>
          <input
            ref={input}
            hidden
            type="file"
            aria-label="CSV file or FHIR file"
            accept=".csv,.tsv,.txt,.json,text/csv,text/tab-separated-values,text/plain,application/json,application/fhir+json"
            onChange={(event) => {
              take(event.target.files?.[0])
              event.target.value = ''
            }}
          />
          <Typography variant="body2" color="textSecondary" sx={{ mt: 1.5 }}>
            In a table the first row holds the headings; in FHIR, each Patient is a person. The file stays on this computer, and nothing is imported before you have seen what would happen.
          </Typography>
        </Box>
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

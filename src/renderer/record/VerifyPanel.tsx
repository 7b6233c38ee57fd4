import { Alert, Box, Button, Table, TableBody, TableCell, TableContainer, TableHead, TableRow, Typography } from '@mui/material'
import type { RecordsReport } from '../../core/session/outcome-reading.ts'
import { Panel } from '../shell/Panel.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { useDesk } from '../shell/session-context.tsx'
import { useCountedWork } from '../shell/use-counted-work.ts'
import { WorkProgress } from '../shell/WorkProgress.tsx'
import { reportInWords } from './record-words.ts'

/** Holds the whole records folder against what was signed, and names whatever does not hold. */
export function VerifyPanel() {
  const desk = useDesk()
  const { busy, problem, progress, result: report, run: verify } = useCountedWork(desk.verifyRecords)
  return (
    <Panel
      heading="Verify the record"
      action={
        <Button variant="outlined" loading={busy} onClick={verify}>
          Verify now
        </Button>
      }
    >
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        Reads every file in the records folder again and checks each digest and signature. Anything edited, removed, added or moved is named.
      </Typography>
      <ProblemNote problem={problem} sx={{ mt: 1.5 }} />
      {busy && <WorkProgress label="Verifying" progress={progress} />}
      <Box component="output" sx={{ display: 'block' }}>
        {report && <Report report={report} />}
      </Box>
    </Panel>
  )
}

function Report({ report }: { readonly report: RecordsReport }) {
  const { ok, findings } = report
  if (ok) {
    return (
      <Alert severity="success" variant="outlined" sx={{ mt: 1.5 }}>
        Everything holds. {reportInWords(report)}
      </Alert>
    )
  }
  return (
    <>
      <Alert severity="error" variant="outlined" sx={{ mt: 1.5 }}>
        {findings.length === 1 ? 'One thing does not hold.' : `${findings.length} things do not hold.`} {reportInWords(report)} Nothing was
        changed. Show this list to whoever looks after your records.
      </Alert>
      <TableContainer sx={{ mt: 1 }}>
        <Table aria-label="What does not hold">
          <TableHead>
            <TableRow>
              <TableCell>File</TableCell>
              <TableCell>Line</TableCell>
              <TableCell>What does not hold</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {findings.map(({ file, line, code, sentence }) => (
              <TableRow key={`${file}:${line}:${code}:${sentence}`}>
                <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere', fontFamily: 'monospace', fontSize: '0.8125rem', fontWeight: 400 }}>
                  {file}
                </TableCell>
                <TableCell>{line ?? ''}</TableCell>
                <TableCell>{sentence}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </>
  )
}

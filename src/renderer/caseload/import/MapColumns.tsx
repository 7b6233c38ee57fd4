import { Alert, Button, Stack, Table, TableBody, TableCell, TableContainer, TableHead, TableRow, Typography } from '@mui/material'
import { type CaseloadField, caseloadFieldNames, fieldLabel } from '../../../core/model/caseload-columns.ts'
import { useToday } from '../../shell/clock.ts'
import { SourceSelect } from './SourceSelect.tsx'
import type { ImportDraft } from './import-draft.ts'
import type { CaseloadImport } from './use-import.ts'

interface MapColumnsProps {
  readonly importing: CaseloadImport
  readonly draft: ImportDraft
}

/** Second step: which column holds what. The headings are guessed; every guess can be changed. */
export function MapColumns({ importing, draft }: MapColumnsProps) {
  const today = useToday()
  const { file, mapping } = draft
  const aside = file.columns.filter((_, index) => !Object.values(mapping).some((source) => source.kind === 'column' && source.index === index))
  const set = (field: CaseloadField, source: ImportDraft['mapping'][CaseloadField]): void => {
    const { [field]: _before, ...rest } = mapping
    importing.map(source ? { ...rest, [field]: source } : rest)
  }
  return (
    <Stack spacing={2}>
      {file.encoding !== 'UTF-8' && (
        <Alert severity="info" variant="outlined">
          This file is written in {file.encoding}, so check that names with accents look right below.
        </Alert>
      )}
      <TableContainer component="section" tabIndex={0} aria-label="Which column holds what">
        <Table>
          <TableHead>
            <TableRow>
              <TableCell>What the team needs to know</TableCell>
              <TableCell>Column in the file</TableCell>
              <TableCell>The first that is filled</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {caseloadFieldNames.map((field) => (
              <TableRow key={field}>
                <TableCell component="th" scope="row">
                  {fieldLabel(field)}
                  {importing.unmapped.includes(field) && (
                    <Typography variant="caption" component="div" color="error">
                      Needed: choose a column
                    </Typography>
                  )}
                </TableCell>
                <TableCell sx={{ minWidth: 220 }}>
                  <SourceSelect field={field} columns={file.columns} source={mapping[field]} today={today} onChange={(source) => set(field, source)} />
                </TableCell>
                <TableCell sx={{ color: 'text.secondary', overflowWrap: 'anywhere', maxWidth: 320 }}>{sampleOf(draft, field)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      {aside.length > 0 && (
        <Typography variant="body2" color="textSecondary">
          Left aside, because nothing above takes it: {aside.join(', ')}.
        </Typography>
      )}
      <Stack direction="row" spacing={1}>
        <Button variant="contained" disabled={importing.unmapped.length > 0} onClick={() => importing.setStep('problems')}>
          See what would happen
        </Button>
        <Button onClick={() => importing.setStep('file')}>Choose another file</Button>
      </Stack>
      {importing.unmapped.length > 0 && (
        <Typography component="output" variant="body2">
          Still needed: {importing.unmapped.map(fieldLabel).join(', ')}.
        </Typography>
      )}
    </Stack>
  )
}

function sampleOf({ rows, mapping }: ImportDraft, field: CaseloadField): string {
  const source = mapping[field]
  if (!source) return ''
  if (source.kind === 'always') return source.text
  const filled = rows.find(({ cells }) => (cells[source.index] ?? '').trim() !== '')
  return filled?.cells[source.index]?.slice(0, 80) ?? 'Nothing in any row'
}

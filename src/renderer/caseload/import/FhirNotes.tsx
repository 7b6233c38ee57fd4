import { Box, Typography } from '@mui/material'
import { caseloadFieldNames, type ColumnMapping, fieldLabel } from '../../../core/model/caseload-columns.ts'
import type { CaseloadRow } from '../../../core/model/caseload-csv.ts'
import type { RowReading } from '../../../core/model/caseload-import.ts'
import { Facts } from '../../shell/Facts.tsx'
import { Panel } from '../../shell/Panel.tsx'
import type { ImportDraft } from './import-draft.ts'

interface FhirNotesProps {
  readonly fhir: NonNullable<ImportDraft['fhir']>
  readonly rows: readonly RowReading[]
  readonly mapping: ColumnMapping
}

const shownAtOnce = 50

const becomes = { add: 'would be added', update: 'would be updated', unchanged: 'stays as they are', problem: 'cannot come in yet' } as const

/** What a FHIR file says of each person: what comes in, what is in doubt, and what a caseload has no place for. */
export function FhirNotes({ fhir: { people, others }, rows, mapping }: FhirNotesProps) {
  const byRow = new Map(people.map((each) => [each.row, each]))
  return (
    <Panel heading="What the FHIR file says">
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {rows.slice(0, shownAtOnce).map(({ kind, row }) => {
          const { inDoubt = [], notUsed = [] } = byRow.get(row.row) ?? {}
          return (
            <Box component="li" key={row.row} sx={{ py: 1.5, '& + &': { borderTop: 1, borderColor: 'divider' } }}>
              <Typography variant="h3" sx={{ mb: 1 }}>
                Row {row.row}
                <Box component="span" sx={{ fontWeight: 400 }}>
                  {' '}
                  {becomes[kind]}
                </Box>
              </Typography>
              <Facts
                facts={[
                  ['Comes in', comesIn(row, mapping) || 'Nothing'],
                  ['In doubt', inDoubt.length > 0 ? inDoubt.join('; ') : 'Nothing'],
                  ['Not used', notUsed.length > 0 ? notUsed.join('; ') : 'Nothing'],
                ]}
              />
            </Box>
          )
        })}
      </Box>
      {rows.length > shownAtOnce && <Typography variant="body2">And {rows.length - shownAtOnce} more people.</Typography>}
      {others.length > 0 && (
        <Typography sx={{ mt: 1.5 }}>
          Also in the file, and not used: {others.map(({ type, count }) => (count === 1 ? type : `${type} (${count})`)).join(', ')}.
        </Typography>
      )}
    </Panel>
  )
}

function comesIn({ cells }: CaseloadRow, mapping: ColumnMapping): string {
  return caseloadFieldNames
    .flatMap((field) => {
      const source = mapping[field]
      const text = source?.kind === 'column' ? cells[source.index] : undefined
      return text ? [`${fieldLabel(field)} ${text}`] : []
    })
    .join('; ')
}

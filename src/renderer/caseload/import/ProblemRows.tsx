import { Box, Button, Stack, Typography } from '@mui/material'
import { useEffect, useRef, useState } from 'react'
import { tidied } from '../../../core/model/caseload-cells.ts'
import type { CaseloadField, ColumnMapping } from '../../../core/model/caseload-columns.ts'
import type { RowReading } from '../../../core/model/caseload-import.ts'
import { personInitials } from '../../../core/model/person.ts'
import { usePrivateScreen } from '../../shell/private-screen.tsx'
import { FaultRow } from './FaultRow.tsx'

type ProblemReading = Extract<RowReading, { kind: 'problem' }>

interface ProblemRowsProps {
  readonly rows: readonly ProblemReading[]
  readonly mapping: ColumnMapping
  readonly onCorrect: (row: number, index: number, text: string) => void
  readonly onKeep: (row: number, field: CaseloadField) => void
  readonly onLeaveOut: (row: number, out: boolean) => void
}

const shownAtOnce = 25

/** Every row that cannot come in yet, each with all that is wrong with it. */
export function ProblemRows({ rows, mapping, onCorrect, onKeep, onLeaveOut }: ProblemRowsProps) {
  const { on } = usePrivateScreen()
  const [shown, setShown] = useState(shownAtOnce)
  const { list, touch } = useFocusThatFollows(rows)
  return (
    <>
      <Box component="ul" ref={list} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {rows.slice(0, shown).map((each, at) => {
          const { row, faults, leftOut } = each
          return (
            <Box component="li" key={row.row} sx={{ py: 1, '& + &': { borderTop: 1, borderColor: 'divider' } }}>
              <Stack direction="row" sx={{ justifyContent: 'space-between', alignItems: 'center', gap: 1 }}>
                <Typography variant="h3">
                  Row {row.row}
                  <Box component="span" sx={{ fontWeight: 400 }}>
                    {' · '}
                    {nameIn(each, mapping, on)}
                  </Box>
                </Typography>
                <Button onClick={() => onLeaveOut(row.row, !leftOut)}>
                  {leftOut ? 'Take it in again' : 'Leave this row out'}
                  <span className="visually-hidden">: row {row.row}</span>
                </Button>
              </Stack>
              {leftOut ? (
                <Typography variant="body2" color="textSecondary">
                  You left this row out. It is still in the file of rows with problems.
                </Typography>
              ) : (
                faults.map((fault) => (
                  <FaultRow
                    key={`${fault.column}:${fault.wrong}:${fault.value}`}
                    fault={fault}
                    onCorrect={(index, text) => {
                      touch(row.row, at)
                      onCorrect(row.row, index, text)
                    }}
                    onKeep={() => {
                      touch(row.row, at)
                      if (fault.field) onKeep(row.row, fault.field)
                    }}
                  />
                ))
              )}
            </Box>
          )
        })}
      </Box>
      {rows.length > shown && (
        <Button sx={{ mt: 1 }} onClick={() => setShown(shown + shownAtOnce)}>
          Show more of the {rows.length - shown} that remain
        </Button>
      )}
    </>
  )
}

function nameIn({ row }: ProblemReading, mapping: ColumnMapping, privately: boolean): string {
  const textOf = (field: 'familyName' | 'givenName'): string => {
    const source = mapping[field]
    return source?.kind === 'column' ? tidied(row.cells[source.index] ?? '').slice(0, 60) : ''
  }
  const [familyName, givenName] = [textOf('familyName'), textOf('givenName')]
  const parts = [familyName, givenName].filter((part) => part !== '')
  if (parts.length === 0) return 'no name'
  return privately ? personInitials({ familyName, givenName }) : parts.join(', ')
}

/** A row that was corrected goes, and its controls with it: focus stays at its place, on the row that is there now. */
function useFocusThatFollows(rows: readonly ProblemReading[]) {
  const list = useRef<HTMLUListElement>(null)
  const touched = useRef<{ readonly row: number; readonly at: number }>(undefined)
  useEffect(() => {
    if (!touched.current) return
    const { row, at } = touched.current
    touched.current = undefined
    const still = rows.findIndex((each) => each.row.row === row)
    const item = list.current?.children[still >= 0 ? still : Math.min(at, rows.length - 1)]
    item?.querySelector<HTMLElement>('input, [role="combobox"], button:not([disabled])')?.focus({ preventScroll: true })
  }, [rows])
  return { list, touch: (row: number, at: number): void => void (touched.current = { row, at }) }
}

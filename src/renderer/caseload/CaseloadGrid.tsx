import { Box } from '@mui/material'
import { DataGrid, type GridRowSelectionModel } from '@mui/x-data-grid'
import { memo, useMemo } from 'react'
import { useLocation } from 'wouter'
import type { CalendarDate } from '../../core/model/dates.ts'
import type { PersonId } from '../../core/model/ids.ts'
import type { Person } from '../../core/model/person.ts'
import { usePrivateScreen } from '../shell/private-screen.tsx'
import { routes, type CaseloadView } from '../shell/routes.ts'
import { pageNonce } from '../shell/style-cache.ts'
import { caseloadColumns } from './grid-columns.tsx'
import { stillChosen } from './still-chosen.ts'

/** In pixels. Two rows more than the screen shows are drawn: at each key in the search, every one of them is drawn anew. */
const rowHeight = 38

interface CaseloadGridProps {
  readonly people: readonly Person[]
  readonly view: CaseloadView
  readonly today: CalendarDate
  readonly now: number
  readonly chosen: ReadonlySet<PersonId>
  readonly onChoose: (chosen: ReadonlySet<PersonId>) => void
}

/**
 * People as a table: only the rows on the screen are drawn, however many there are. Enter or a click opens a person. Not drawn
 * again at a key in the search before it is known whom that finds.
 */
export const CaseloadGrid = memo(function CaseloadGrid({ people, view, today, now, chosen, onChoose }: CaseloadGridProps) {
  const [, navigate] = useLocation()
  const { on: privately } = usePrivateScreen()
  const nonce = pageNonce(document)
  const columns = useMemo(() => caseloadColumns({ view, today, now, privately }), [view, today, now, privately])
  const selection = useMemo<GridRowSelectionModel>(() => ({ type: 'include', ids: new Set(chosen) }), [chosen])
  const onSelection = ({ ids }: GridRowSelectionModel): void => onChoose(stillChosen(chosen, people, ids))
  return (
    <Box sx={{ flex: 1, minHeight: 320, display: 'flex', flexDirection: 'column' }}>
      <DataGrid
        label="Caseload"
        rows={people}
        columns={columns}
        rowHeight={rowHeight}
        columnHeaderHeight={42}
        rowBufferPx={rowHeight * 2}
        initialState={{ pagination: { paginationModel: { pageSize: 100 } } }}
        pageSizeOptions={[100]}
        checkboxSelection
        keepNonExistentRowsSelected
        disableRowSelectionOnClick
        disableRowSelectionExcludeModel
        disableColumnMenu
        disableEval
        hideFooterSelectedRowCount
        {...(nonce !== undefined && { nonce })}
        rowSelectionModel={selection}
        onRowSelectionModelChange={onSelection}
        onRowClick={({ id }) => {
          const person = people.find((each) => each.id === id)
          if (person) navigate(routes.person(person.id))
        }}
        onCellKeyDown={({ row, field }: { readonly row: Person; readonly field: string }, event) => {
          if (event.key === 'Enter' && field !== '__check__') navigate(routes.person(row.id))
        }}
        localeText={{
          checkboxSelectionSelectRow: 'Choose this person',
          checkboxSelectionUnselectRow: 'Take this person out of the choice',
          checkboxSelectionSelectAllRows: 'Choose everybody shown',
          checkboxSelectionUnselectAllRows: 'Choose nobody',
          noRowsLabel: 'Nobody here',
        }}
        sx={{
          border: 1,
          borderColor: 'divider',
          '& .MuiDataGrid-row': { cursor: 'pointer' },
          '& .MuiDataGrid-cell a': { color: 'inherit', fontWeight: 600 },
          '& .MuiDataGrid-cell:focus-within, & .MuiDataGrid-columnHeader:focus-within': { outlineOffset: -2 },
        }}
      />
    </Box>
  )
})

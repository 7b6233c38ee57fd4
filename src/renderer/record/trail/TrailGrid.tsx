import { Link } from '@mui/material'
import { DataGrid, type GridColDef } from '@mui/x-data-grid'
import { useMemo } from 'react'
import type { AuditEntry } from '../../../core/model/audit.ts'
import { clinicalDateTime, type Instant } from '../../../core/model/dates.ts'
import type { PersonId } from '../../../core/model/ids.ts'
import { kindInWords, trailHeadings } from '../../../core/model/trail.ts'
import { hashHref, routes } from '../../shell/routes.ts'
import { pageNonce } from '../../shell/style-cache.ts'

interface TrailGridProps {
  readonly trail: readonly AuditEntry[]
  readonly nameOf: (person: PersonId) => string
}

type TrailRow = AuditEntry & { readonly id: number }

/** The list as a table, newest first; sorted by any column, and ranked by none. */
export function TrailGrid({ trail, nameOf }: TrailGridProps) {
  const nonce = pageNonce(document)
  const rows = useMemo<TrailRow[]>(() => trail.map((entry, id) => ({ ...entry, id })), [trail])
  const [when, who, what, person, words] = trailHeadings
  const columns: GridColDef<TrailRow>[] = [
    { field: 'at', headerName: when, width: 118, valueFormatter: (at: Instant) => clinicalDateTime(at) },
    { field: 'by', headerName: who, width: 112 },
    { field: 'kind', headerName: what, width: 92, valueGetter: (_value, { kind }) => kindInWords(kind) },
    {
      field: 'person',
      headerName: person,
      width: 145,
      valueGetter: (_value, row) => (row.person ? nameOf(row.person) : ''),
      renderCell: ({ row, tabIndex }) =>
        row.person && (
          <Link href={hashHref(routes.person(row.person))} tabIndex={tabIndex} color="inherit">
            {nameOf(row.person)}
          </Link>
        ),
    },
    { field: 'detail', headerName: words, flex: 1, minWidth: 180 },
  ]
  return (
    <DataGrid
      label="Who saw and changed what"
      rows={rows}
      columns={columns}
      getRowHeight={() => 'auto'}
      columnHeaderHeight={42}
      initialState={{ pagination: { paginationModel: { pageSize: 100 } } }}
      pageSizeOptions={[100]}
      disableRowSelectionOnClick
      disableColumnMenu
      disableEval
      hideFooterSelectedRowCount
      {...(nonce !== undefined && { nonce })}
      sx={{
        border: 1,
        borderColor: 'divider',
        '& .MuiDataGrid-cell': { py: 1, lineHeight: 1.4 },
        '& .MuiDataGrid-cell:focus-within, & .MuiDataGrid-columnHeader:focus-within': { outlineOffset: -2 },
      }}
    />
  )
}

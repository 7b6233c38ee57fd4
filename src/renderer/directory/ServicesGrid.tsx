import { Box, Link } from '@mui/material'
import { DataGrid, type GridColDef } from '@mui/x-data-grid'
import { useMemo } from 'react'
import { useLocation } from 'wouter'
import type { CalendarDate } from '../../core/model/dates.ts'
import type { Service } from '../../core/model/service.ts'
import { ageInWords, agesInWords, lastLookedAt, standingInWords } from '../../core/model/service-words.ts'
import { hashHref, routes } from '../shell/routes.ts'
import { pageNonce } from '../shell/style-cache.ts'

interface ServicesGridProps {
  readonly services: readonly Service[]
  readonly today: CalendarDate
}

/** Services as a table: only the rows on the screen are drawn, however many there are. Enter or a click opens one. */
export function ServicesGrid({ services, today }: ServicesGridProps) {
  const [, navigate] = useLocation()
  const nonce = pageNonce(document)
  const columns = useMemo(() => columnsFor(today), [today])
  return (
    <Box sx={{ flex: 1, minHeight: 320, display: 'flex', flexDirection: 'column' }}>
      <DataGrid
        label="Services"
        rows={services}
        columns={columns}
        rowHeight={42}
        columnHeaderHeight={42}
        initialState={{ pagination: { paginationModel: { pageSize: 100 } } }}
        pageSizeOptions={[100]}
        disableRowSelectionOnClick
        disableColumnMenu
        disableEval
        hideFooterSelectedRowCount
        hideFooter={services.length <= 100}
        {...(nonce !== undefined && { nonce })}
        onRowClick={({ row }: { readonly row: Service }) => navigate(routes.service(row.id))}
        onCellKeyDown={({ row }: { readonly row: Service }, event) => {
          if (event.key === 'Enter') navigate(routes.service(row.id))
        }}
        localeText={{ noRowsLabel: 'No services' }}
        sx={{
          border: 1,
          borderColor: 'divider',
          '& .MuiDataGrid-row': { cursor: 'pointer' },
          '& .MuiDataGrid-cell:focus-within, & .MuiDataGrid-columnHeader:focus-within': { outlineOffset: -2 },
        }}
      />
    </Box>
  )
}

const columnsFor = (today: CalendarDate): GridColDef<Service>[] => [
  {
    field: 'name',
    headerName: 'Service',
    flex: 1.6,
    minWidth: 220,
    renderCell: ({ row, tabIndex }) => (
      <>
        <Link href={hashHref(routes.service(row.id))} tabIndex={tabIndex} color="inherit" sx={{ fontWeight: 600 }}>
          {row.name}
        </Link>
        {standingInWords(row) !== '' && <Quiet>{` · ${standingInWords(row).toLocaleLowerCase('en-GB')}`}</Quiet>}
      </>
    ),
  },
  { field: 'organisation', headerName: 'Run by', flex: 1.2, minWidth: 150 },
  { field: 'needs', headerName: 'Helps with', flex: 1.2, minWidth: 150, valueGetter: (_value, { needs }) => needs.join(', ') },
  { field: 'areas', headerName: 'Area', flex: 0.9, minWidth: 120, valueGetter: (_value, { areas }) => areas.join(', ') },
  { field: 'ages', headerName: 'Ages', width: 112, valueGetter: (_value, row) => agesInWords(row) },
  {
    field: 'looked',
    headerName: 'Last looked at',
    width: 148,
    valueGetter: (_value, row) => lastLookedAt(row) ?? '',
    renderCell: ({ row }) => ageInWords(row, today),
  },
]

function Quiet({ children }: { readonly children: string }) {
  return (
    <Box component="span" sx={{ color: 'text.secondary', whiteSpace: 'pre' }}>
      {children}
    </Box>
  )
}

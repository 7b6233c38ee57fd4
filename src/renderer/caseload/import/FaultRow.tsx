import { Box, Button, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useState, type FormEvent } from 'react'
import type { CellFault } from '../../../core/model/caseload-import.ts'

interface FaultRowProps {
  readonly fault: CellFault
  readonly onCorrect: (index: number, text: string) => void
  readonly onKeep: () => void
}

/** One thing to look at: which column, what is wrong, what to do, and where to do it. */
export function FaultRow({ fault, onCorrect, onKeep }: FaultRowProps) {
  const { row, column, index, value, wrong, remedy, mayBeKept, allowed } = fault
  const [text, setText] = useState(allowed ? '' : value)
  const correct = (event: FormEvent): void => {
    event.preventDefault()
    if (index !== undefined) onCorrect(index, text)
  }
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 1fr) minmax(280px, 420px)' }, gap: 1.5, py: 1 }}>
      <Box>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {column}
          {value.trim() !== '' && (
            <Box component="span" sx={{ fontWeight: 400, overflowWrap: 'anywhere' }}>
              {' '}
              “{value.slice(0, 200)}”
            </Box>
          )}
        </Typography>
        <Typography variant="body2">{wrong}</Typography>
        <Typography variant="body2" color="textSecondary">
          {remedy}
        </Typography>
      </Box>
      {index !== undefined && (
        <Stack component="form" direction="row" onSubmit={correct} sx={{ gap: 1, alignItems: 'flex-start', flexWrap: 'wrap' }}>
          <TextField
            select={allowed !== undefined}
            label={`${column}, row ${row}`}
            value={text}
            onChange={(event) => setText(event.target.value)}
            sx={{ flex: '1 1 160px' }}
          >
            {allowed?.map((each) => (
              <MenuItem key={each} value={each}>
                {each}
              </MenuItem>
            ))}
          </TextField>
          <Button type="submit" variant="outlined" disabled={text === value || (allowed !== undefined && text === '')}>
            Correct
          </Button>
          {mayBeKept && <Button onClick={onKeep}>Keep as written</Button>}
        </Stack>
      )}
    </Box>
  )
}

import ContentCopy from '@mui/icons-material/ContentCopy'
import { Box, Button, Stack, TextField } from '@mui/material'
import { ProblemNote } from './ProblemNote.tsx'
import { useCopy } from './use-copy.ts'

/** A line of text to pass on, with a button that copies it. */
export function CopyLine({ label, value }: { readonly label: string; readonly value: string }) {
  const { copied, copy, problem } = useCopy(value)
  return (
    <Box>
      <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
        <TextField
          label={label}
          value={value}
          slotProps={{ input: { readOnly: true } }}
          onFocus={(event) => event.target instanceof HTMLInputElement && event.target.select()}
        />
        <Button variant="outlined" startIcon={<ContentCopy />} onClick={copy} sx={{ flexShrink: 0 }}>
          {copied ? 'Copied' : `Copy ${label.toLowerCase()}`}
        </Button>
      </Stack>
      <ProblemNote problem={problem} sx={{ mt: 1 }} />
    </Box>
  )
}

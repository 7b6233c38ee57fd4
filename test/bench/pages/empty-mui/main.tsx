import { CacheProvider } from '@emotion/react'
import { Button, CssBaseline, Paper, TextField, ThemeProvider, createTheme } from '@mui/material'
import { useEffect, useRef } from 'react'
import { createRoot } from 'react-dom/client'
import { makeStyleCache } from '../../../../src/renderer/shell/style-cache.ts'

/** The least that a page of MUI's with a field and a button can be: nothing of the app is in it. */
function EmptyPage() {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  return (
    <Paper sx={{ m: 'auto', mt: 20, p: 4, width: 460 }}>
      <TextField id="passphrase" label="Passphrase" type="password" slotProps={{ htmlInput: { ref: input } }} />
      <Button variant="contained">Unlock</Button>
    </Paper>
  )
}

const place = document.getElementById('root')
if (place) {
  createRoot(place).render(
    <CacheProvider value={makeStyleCache(document)}>
      <ThemeProvider theme={createTheme()}>
        <CssBaseline />
        <EmptyPage />
      </ThemeProvider>
    </CacheProvider>,
  )
}

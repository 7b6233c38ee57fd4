import { Snackbar, SnackbarContent } from '@mui/material'
import { createContext, use, useCallback, useState, type ReactNode } from 'react'

/** Says a short thing politely: seen at the foot of the window for a few seconds, and read aloud. */
export type Notify = (text: string) => void

const NoticeContext = createContext<Notify>(() => undefined)

export const useNotify = (): Notify => use(NoticeContext)

export function NoticeProvider({ children }: { readonly children: ReactNode }) {
  const [notice, setNotice] = useState({ text: '', count: 0 })
  const [open, setOpen] = useState(false)
  const notify = useCallback<Notify>((text) => {
    setNotice(({ count }) => ({ text, count: count + 1 }))
    setOpen(true)
  }, [])
  return (
    <NoticeContext value={notify}>
      {children}
      <Snackbar
        key={notice.count}
        open={open}
        autoHideDuration={6000}
        onClose={(_event, reason) => reason !== 'clickaway' && setOpen(false)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
        sx={{ mb: { xs: 8, sm: 4 } }}
      >
        <SnackbarContent message={notice.text} role="presentation" />
      </Snackbar>
      <output className="visually-hidden">{open ? notice.text : ''}</output>
    </NoticeContext>
  )
}

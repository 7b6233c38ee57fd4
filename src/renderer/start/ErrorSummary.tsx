import { Alert, AlertTitle, Link } from '@mui/material'
import { useEffect, useRef } from 'react'

export interface SummaryLine {
  /** The id of the field that the line is about. */
  readonly field: string
  readonly text: string
}

/** What a form still lacks, each line leading to its field. Takes the focus each time `attempt` goes up. */
export function ErrorSummary({ lines, attempt }: { readonly lines: readonly SummaryLine[]; readonly attempt: number }) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (attempt > 0) ref.current?.focus()
  }, [attempt])
  if (lines.length === 0) return null
  return (
    <Alert ref={ref} severity="error" variant="outlined" role="alert" tabIndex={-1} sx={{ mb: 2 }}>
      <AlertTitle sx={{ mb: 0.5 }}>{lines.length === 1 ? 'One thing is missing' : `${lines.length} things are missing`}</AlertTitle>
      {lines.map(({ field, text }) => (
        <div key={field}>
          <Link component="button" type="button" color="inherit" underline="always" sx={{ minHeight: 24 }} onClick={() => document.getElementById(field)?.focus()}>
            {text}
          </Link>
        </div>
      ))}
    </Alert>
  )
}

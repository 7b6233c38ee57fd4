import { Box, Button } from '@mui/material'
import { useId, useState, type ReactNode } from 'react'

interface SettledListProps {
  /** What has become of them, in one word: `Resolved`, `Settled`. */
  readonly word: string
  readonly label: string
  readonly count: number
  readonly children: () => ReactNode
}

/** What is no longer open, under a button. */
export function SettledList({ word, label, count, children }: SettledListProps) {
  const [shown, setShown] = useState(false)
  const listId = useId()
  return (
    <>
      {count > 0 && (
        <Button aria-expanded={shown} aria-controls={listId} onClick={() => setShown(!shown)} sx={{ ml: -1, color: 'text.secondary' }}>
          {shown ? `Hide what is ${word.toLowerCase()}` : `${word} (${count})`}
        </Button>
      )}
      <Box component="ul" id={listId} aria-label={label} hidden={!shown} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {shown && children()}
      </Box>
    </>
  )
}

import { Box, Button, Typography } from '@mui/material'
import { useRef, useState, type DragEvent } from 'react'

interface FileDropProps {
  /** What is dropped here, in the words before “or”. */
  readonly invitation: string
  /** What the file is called to a screen reader. */
  readonly label: string
  readonly accept: string
  readonly multiple?: boolean
  readonly busy: boolean
  readonly onFiles: (files: readonly File[]) => void
  /** One quiet line beneath. */
  readonly about: string
}

/** Where a file comes in, by a button or dropped. */
export function FileDrop({ invitation, label, accept, multiple = false, busy, onFiles, about }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (files: FileList | null): void => {
    const chosen = [...(files ?? [])].slice(0, multiple ? undefined : 1)
    if (chosen.length > 0) onFiles(chosen)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <Box
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      sx={{ border: '2px dashed', borderColor: over ? 'primary.main' : 'divider', borderRadius: 2, p: 3, bgcolor: 'surfaces.sunken', textAlign: 'center' }}
    >
      <Typography sx={{ mb: 1.5 }}>{invitation}</Typography>
      <Button variant="contained" loading={busy} onClick={() => input.current?.click()}>
        {multiple ? 'Choose files' : 'Choose a file'}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        aria-label={label}
        accept={accept}
        multiple={multiple}
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
      />
      <Typography variant="body2" color="textSecondary" sx={{ mt: 1.5 }}>
        {about}
      </Typography>
    </Box>
  )
}

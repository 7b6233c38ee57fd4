import { Button, type ButtonProps } from '@mui/material'
import { useRef } from 'react'
import { readStart } from './roster-files.ts'

interface FileButtonProps extends Pick<ButtonProps, 'variant' | 'disabled'> {
  /** What kind of file is asked for, in words. */
  readonly label: string
  readonly children: string
  readonly accept: string
  readonly onText: (text: string) => void
}

/** A button that asks for a text file and gives what is in it. */
export function FileButton({ label, children, accept, onText, ...button }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button {...button} sx={{ flexShrink: 0 }} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        aria-label={label}
        accept={accept}
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) void readStart(file).then(onText)
          event.target.value = ''
        }}
      />
    </>
  )
}

export interface FileToSave {
  readonly name: string
  /** A media type, with its charset where it is text. */
  readonly type: string
  readonly content: string | Uint8Array
}

/** Hands a file to the browser to save under its name. */
export function saveFile({ name, type, content }: FileToSave): void {
  const part = typeof content === 'string' ? content : Uint8Array.from(content)
  const address = URL.createObjectURL(new Blob([part], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser reads the address after the click returns.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** A table for a spreadsheet. */
export const csvFile = (name: string, content: string): FileToSave => ({ name, type: 'text/csv;charset=utf-8', content })

/** Where a command speaks. */
export interface Say {
  out(text: string): void
  err(text: string): void
  /** How far it is, in the place of what was said last; nothing, to clear it. */
  far?(text: string): void
}

export const toTerminal: Say = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  // Beside what is said, and only where somebody looks: neither a file nor another program gets any of it.
  far: (text) => void (process.stderr.isTTY && process.stderr.write(`\r\u001B[K${text}`)),
}

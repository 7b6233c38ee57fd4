/** Where a command speaks. */
export interface Say {
  out(text: string): void
  err(text: string): void
}

export const toTerminal: Say = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
}

/** `1 service`, `13 services`, `1 entry`, `2 entries`. */
export function counted(count: number, what: 'service' | 'entry' | 'problem'): string {
  const word = count === 1 ? what : what === 'entry' ? 'entries' : `${what}s`
  return `${count.toLocaleString('en-GB')} ${word}`
}

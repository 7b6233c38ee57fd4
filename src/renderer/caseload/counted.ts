/** `1 person`, `13 people`, `2 rows`. */
export function counted(count: number, what: 'person' | 'row'): string {
  const word = count === 1 ? what : what === 'person' ? 'people' : 'rows'
  return `${count.toLocaleString('en-GB')} ${word}`
}

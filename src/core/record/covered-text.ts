/** What a manifest and an addendum have in common: a body that a leaf covers, and the ledger's own lines about it. */
export interface CoveredParts {
  readonly format: 'mdt-huddle/manifest' | 'mdt-huddle/addendum'
  /** Canonical text of the body. */
  readonly body: string
  /** 32 bytes, base64url. */
  readonly salt: string
}

/**
 * The canonical text of a manifest or an addendum, put together from texts that are canonical already.
 *
 * @param lines canonical texts of the ledger lines, with a comma between each two: see `carriedFrom`.
 */
export const coveredText = ({ format, body, salt }: CoveredParts, lines: string): string =>
  `${before}${body}${opening(format)}${lines}${closing}${salt}${after}`

/** The parts of a text that `coveredText` has made with exactly these lines; undefined of any other. */
export function coveredParts(format: CoveredParts['format'], text: string, lines: string): CoveredParts | undefined {
  const saltAt = text.length - after.length - saltLength
  const linesAt = saltAt - closing.length - lines.length
  const bodyEnd = linesAt - opening(format).length
  if (bodyEnd < before.length || !text.startsWith(before) || !text.endsWith(after)) return undefined
  // Cut out and compared whole, which engines do many bytes at a time; `startsWith` goes letter by letter through up to a hundred lines.
  if (!text.startsWith(opening(format), bodyEnd) || text.slice(linesAt, linesAt + lines.length) !== lines || !text.startsWith(closing, saltAt - closing.length)) return undefined
  return { format, body: text.slice(before.length, bodyEnd), salt: text.slice(saltAt, saltAt + saltLength) }
}

const before = '{"body":'
const after = '","version":1}'
const saltLength = 43
const opening = (format: string): string => `,"format":"${format}","ledger":[`
const closing = '],"salt":"'

/** For each of these lines, what a folder that it places carries: it and all that follow. They share one text, since there may be a hundred. */
export function carriedFrom(lines: readonly string[]): readonly string[] {
  const all = lines.join(',')
  let at = 0
  return lines.map((line) => {
    const from = all.slice(at)
    at += line.length + 1
    return from
  })
}

import { joinBytes, passingBytes, sameBytes, utf8 } from '../model/bytes.ts'

/** What a manifest and an addendum have in common: a body that a leaf covers, and the ledger's own lines about it. */
export interface CoveredParts {
  readonly format: 'mdt-huddle/manifest' | 'mdt-huddle/addendum'
  /** Canonical text of the body. */
  readonly body: string
  /** 32 bytes, base64url. */
  readonly salt: string
}

/**
 * The canonical text of a manifest or an addendum, put together from what is canonical already.
 *
 * @param lines canonical texts of the ledger lines, with a comma between each two: see `carriedFrom`.
 */
export const coveredText = ({ format, body, salt }: CoveredParts, lines: string): string =>
  `${before}${body}${opening(format)}${lines}${closing}${salt}${after}`

/** The parts of what `coveredText` has made with exactly these lines, all in UTF-8; undefined of anything else. */
export function coveredParts(format: CoveredParts['format'], bytes: Uint8Array, lines: Uint8Array): CoveredParts | undefined {
  const endAt = bytes.length - closing.length - saltLength - after.length
  const linesAt = endAt - lines.length
  // Only what is left of a file that carries the ledger's own lines is read: up to a hundred of them are compared as they stand.
  if (linesAt < 0 || !sameBytes(bytes.subarray(linesAt, endAt), lines)) return undefined
  const [start, end] = [textOf(bytes.subarray(0, linesAt)), textOf(bytes.subarray(endAt))]
  if (!start?.startsWith(before) || !start.endsWith(opening(format)) || !end?.startsWith(closing) || !end.endsWith(after)) return undefined
  return { format, body: start.slice(before.length, -opening(format).length), salt: end.slice(closing.length, -after.length) }
}

/** The text of UTF-8 bytes, or undefined of any others. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

const before = '{"body":'
const after = '","version":1}'
const saltLength = 43
const opening = (format: string): string => `,"format":"${format}","ledger":[`
const closing = '],"salt":"'

/** For each of these lines, what a folder that it places carries: it and all that follow. */
export function carriedFrom(lines: readonly string[]): readonly string[] {
  const all = lines.join(',')
  let at = 0
  return lines.map((line) => {
    const from = all.slice(at)
    at += line.length + 1
    return from
  })
}

/** The same in UTF-8. They share their bytes, since there may be a hundred. */
export function carriedBytesFrom(lines: readonly string[]): readonly Uint8Array[] {
  const all = joinBytes(lines.join(','))
  let at = 0
  return lines.map((line) => {
    const from = all.subarray(at)
    at += passingBytes(line, ',').length
    return from
  })
}

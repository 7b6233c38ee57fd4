/** Bytes, folders within one another, and values in all, of a JSON file that somebody else made. */
export interface JsonLimits {
  readonly bytes: number
  readonly depth: number
  readonly values: number
}

/** How a file is refused, in the words of whoever reads it. */
export interface JsonRefusals {
  readonly tooLarge: () => Error
  readonly notJson: (cause: unknown) => Error
}

/** The JSON value of a file that somebody else made. How deep and how large it is is counted before anything is built of it. @throws one of `refusals` */
export function readGuardedJson(bytes: Uint8Array, limits: JsonLimits, refusals: JsonRefusals): unknown {
  if (bytes.length > limits.bytes) throw refusals.tooLarge()
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw refusals.notJson(error)
  }
  if (!isWithin(text, limits)) throw refusals.tooLarge()
  try {
    return JSON.parse(text)
  } catch (error) {
    throw refusals.notJson(error)
  }
}

/** Counts brackets and commas outside of texts. */
function isWithin(text: string, limits: JsonLimits): boolean {
  let depth = 0
  let values = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const mark = text.charCodeAt(at)
    if (quoted) {
      if (mark === backslash) at += 1
      else if (mark === quote) quoted = false
    } else if (mark === quote) quoted = true
    else if (mark === openBrace || mark === openBracket) {
      depth += 1
      values += 1
    } else if (mark === closeBrace || mark === closeBracket) depth -= 1
    else if (mark === comma) values += 1
    if (depth > limits.depth || values > limits.values) return false
  }
  return true
}

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c]
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d]

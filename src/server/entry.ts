import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Who is let in by this launch: whoever shows its token, or one that a code from it was exchanged for. */
export interface Entry {
  readonly token: string
  /** A code for a link that others may read, as every user of this computer may read how a browser was started: good once, for five minutes. */
  newCode(): string
  /**
   * A token of its own for a code. A code that is shown twice was read by somebody else: it gives nothing, and what it had
   * given holds no more.
   */
  exchange(code: string): string | undefined
  /** The token in an `Authorization` header, where it holds. */
  shownIn(authorization: string): string | undefined
}

const codeHolds = 300_000
/** Codes that are remembered, used ones too. */
const mostCodes = 20

interface Code {
  readonly until: number
  /** What it was exchanged for. */
  given?: string
}

const secret = (): string => randomBytes(32).toString('base64url')
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** @param now milliseconds of a clock that nobody sets */
export function entryOf(now: () => number = () => performance.now()): Entry {
  const token = secret()
  const tokens = new Set([token])
  /** By digest, so that looking one up takes as long whatever the guess. */
  const codes = new Map<string, Code>()

  return {
    token,
    newCode() {
      const code = secret()
      const [oldest] = codes.keys()
      if (codes.size >= mostCodes && oldest !== undefined) codes.delete(oldest)
      codes.set(digest(code).toString('hex'), { until: now() + codeHolds })
      return code
    },
    exchange(code) {
      const known = codes.get(digest(code).toString('hex'))
      if (!known) return undefined
      if (known.given !== undefined) {
        tokens.delete(known.given)
        return undefined
      }
      if (now() > known.until) return undefined
      known.given = secret()
      tokens.add(known.given)
      return known.given
    },
    shownIn(authorization) {
      // By digests, so that not even the length tells, and every one of them is compared.
      const shown = digest(authorization)
      return [...tokens].filter((each) => timingSafeEqual(shown, digest(`Bearer ${each}`)))[0]
    },
  }
}

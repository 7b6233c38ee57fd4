import { passingBytes } from '../model/bytes.ts'
import { outcome as outcomeParser, type Outcome } from '../model/outcome.ts'
import { refusal } from './before-filing.ts'
import { canonicalText, readCanonicalText } from './canonical.ts'
import { digestOf, type Digest } from './digest.ts'

/** An outcome in the one form in which it is signed and filed: written and digested once, by one of the two ways below. */
export class WrittenOutcome {
  private constructor(
    readonly outcome: Outcome,
    /** The canonical text. */
    readonly text: string,
    /** Bytes of the text, in UTF-8. */
    readonly length: number,
    /** Of those bytes. */
    readonly digest: string,
  ) {}

  /** Of an outcome that its parser gave. */
  static write(outcome: Outcome, digest: Digest): WrittenOutcome {
    return WrittenOutcome.#of(outcome, canonicalText(outcome), digest)
  }

  /** Of a text from anywhere. @throws {ProblemError} `not-canonical` where it is not the canonical text of an outcome that holds. */
  static read(text: string, digest: Digest): WrittenOutcome {
    const parsed = outcomeParser.safeParse(readCanonicalText(text))
    if (!parsed.success) throw refusal('not-canonical', 'An outcome is not in the form in which it was signed.', 'Read it back and sign it again.')
    return WrittenOutcome.#of(parsed.data, text, digest)
  }

  static #of(outcome: Outcome, text: string, digest: Digest): WrittenOutcome {
    const bytes = passingBytes(text)
    return new WrittenOutcome(outcome, text, bytes.length, digest(bytes))
  }
}

/** What of a payload is signed: its digest, worked out where that has not been done. */
export const digestOfPayload = async (payload: string | WrittenOutcome): Promise<string> => (typeof payload === 'string' ? digestOf(payload) : payload.digest)

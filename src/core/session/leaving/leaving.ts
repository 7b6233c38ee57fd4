import type { BreakGlass, Delivery, Disclosure, RecordServer } from '../../model/leaving.ts'
import type { CalendarDate } from '../../model/dates.ts'
import type { EntryId, OutcomeId } from '../../model/ids.ts'
import type { Giving, Letter, LetterSectionKey, LetterWords } from '../../model/letter.ts'
import type { Rewording } from '../../model/letter-words.ts'
import type { Mark, MarkReason } from '../../model/mark.ts'
import type { Observable } from '../../model/observable.ts'
import type { Recipient } from '../../model/recipient.ts'
import type { Extract, OptionalSection } from '../../record/leaving/extract.ts'
import type { Passage } from '../../record/leaving/passages.ts'
import type { LetterText } from '../../record/letter/letter-text.ts'
import type { ReadingEase } from '../../record/letter/reading-ease.ts'
import type { LetterTyping } from './letter-typing.ts'

/** Exactly what a recipient would get, and on what ground. */
export interface Preview {
  readonly to: Recipient
  readonly allowedBy: string
  readonly extract: Extract
}

/** What somebody asks to let go: to whom, and which sections beside those that always go. */
export interface Sharing {
  readonly outcome: OutcomeId
  readonly to: Recipient
  readonly sections: readonly OptionalSection[]
}

/** A file for the screen to save. */
export interface MadeFile {
  readonly name: string
  readonly type: 'application/pdf' | 'application/fhir+json' | 'text/html'
  readonly content: Uint8Array
}

/** A letter as it reads now. */
export interface LetterReading {
  readonly letter: Letter
  readonly text: LetterText
  readonly ease: ReadingEase | undefined
  /** Where the team's own words repeat what is withheld; while there is any, the letter is neither made nor given. */
  readonly repeats: readonly ('covering' | LetterSectionKey)[]
}

/** Whatever goes out of the team's own record, one outcome at a time: what is withheld, who gets what, and what became of it. */
export interface Leaving {
  readonly letters: Observable<readonly Letter[]>
  /** Newest first. */
  readonly disclosures: Observable<readonly Disclosure[]>
  /** Newest first. */
  readonly breakGlass: Observable<readonly BreakGlass[]>
  readonly deliveries: Observable<readonly Delivery[]>
  readonly server: Observable<RecordServer | undefined>
  /** By outcome. */
  readonly marks: Observable<ReadonlyMap<OutcomeId, readonly Mark[]>>

  /** Everything in an outcome that can be marked. */
  passages(outcome: OutcomeId): readonly Passage[]
  /** Marks passages as withheld from everybody, or with no reason takes their marks away. */
  mark(outcome: OutcomeId, passages: readonly string[], because: MarkReason | undefined): Promise<void>

  /** @throws {ProblemError} `not-agreed` where the person has not agreed and nobody has given a reason to look without. */
  preview(sharing: Sharing): Preview
  /** Opens the preview of one recipient without the person's agreement: noted for review before it opens. @throws {ProblemError} `reason-missing`. */
  goWithoutAgreement(outcome: OutcomeId, to: Recipient, because: string): Promise<void>
  /** @throws {ProblemError} `reason-missing`, `reviewer-is-the-same`. */
  review(id: EntryId, by: string, conclusion: string): Promise<void>
  /** Makes the file that a recipient gets and notes that it left. @throws {ProblemError} as `preview`. */
  share(sharing: Sharing, as: 'pdf' | 'fhir'): Promise<MadeFile>

  /** The letter about an outcome that is still being written, else a new one. @throws {ProblemError} `has-died`. */
  writeLetter(outcome: OutcomeId): Promise<Letter>
  readLetter(letter: Letter): LetterReading
  /** Resolves to its words now: each part that was typed in, over what another window wrote. @throws {ProblemError} `letter-given`, `letter-reworded`, `letter-too-long`. */
  rewordLetter(id: EntryId, rewording: Rewording): Promise<LetterWords>
  typingIn(id: EntryId): LetterTyping
  /** Whether a letter holds something that is typed and not kept yet. */
  readonly unkept: Observable<boolean>
  /** @throws {ProblemError} `letter-repeats`. */
  letterFile(id: EntryId, as: 'pdf' | 'html'): Promise<MadeFile>
  /** Notes that the person has it; from then on its words stand. @throws {ProblemError} `letter-repeats`, `not-yet`. */
  giveLetter(id: EntryId, how: Giving['how'], on: CalendarDate): Promise<void>

  /** @throws {ProblemError} `server-address-refused`. */
  setServer(server: Pick<RecordServer, 'name' | 'base' | 'token'> | undefined): Promise<void>
  /** Puts an outcome on its way to the record system; the same one twice goes once. @throws {ProblemError} `no-server`. */
  deliver(outcome: OutcomeId, sections: readonly OptionalSection[]): Promise<void>
  tryAgain(id: EntryId): Promise<void>
  takeBack(id: EntryId): Promise<void>

  /** Writes into the ledger what could not be written when it left. */
  settleLedger(): Promise<void>
  /** Reads again what another window of this vault has changed. */
  refresh(): Promise<void>
  /** Keeps what is typed in letters, and sends nothing more; an answer that is still on its way is asked for again the next time. */
  rest(): Promise<void>
  /** Sends on, where the desk could not be locked. */
  goOn(): Promise<void>
}

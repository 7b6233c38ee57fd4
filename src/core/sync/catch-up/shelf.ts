import type * as Y from 'yjs'
import type { PersonId } from '../../model/ids.ts'
import type { StaffCard } from '../../model/team.ts'

/** What is held of one person, in short. */
export interface Holding {
  readonly person: PersonId
  /** Of everything that is held of them: equal digests, equal holdings. 32 hexadecimal digits. */
  readonly digest: string
}

/** Something beside a person's document that does not merge letter by letter: an outcome, where their document meets. */
export interface Paper {
  /** 32 hexadecimal digits. */
  readonly digest: string
  /** JSON. */
  readonly text: string
}

/** What of the papers that came was kept. */
export interface Kept {
  /** How many papers say more than was held before. */
  readonly papers: number
  /** Outcomes among them that were not here at all. */
  readonly outcomes: number
  /** What was set aside and why, a sentence each. */
  readonly amiss: readonly string[]
}

/** What catching up reads from a device and writes to it, and the rules of who may hold what. */
export interface Shelf {
  /** Of whom this device may tell that colleague, who may hold them as this device may. */
  held(by: StaffCard): Promise<readonly Holding[]>
  /** Of whom nothing is taken in from that colleague, whatever they hold: erased here, or known not to be for one of the two. */
  closed(to: StaffCard): Promise<readonly PersonId[]>
  /** Whether both may hold this person, as things stand now; true too of somebody of whom nothing is known here. */
  may(person: PersonId, by: StaffCard): Promise<boolean>
  papers(person: PersonId): Promise<readonly Paper[]>
  /** Keeps what holds of these papers, each by itself. */
  take(person: PersonId, papers: readonly string[], from: StaffCard): Promise<Kept>
  /** Opens the person's document. `live`: it is open in a huddle here, and its room brings what is new in it. */
  open(person: PersonId): Promise<{ readonly doc: Y.Doc; readonly live: boolean; release(): Promise<void> }>
  /** How the person is called to whoever sits here, for a sentence. */
  nameOf(person: PersonId): Promise<string>
  /** Calls when there is more to tell, or less, until the returned function is called. */
  subscribe(onChange: () => void): () => void
}

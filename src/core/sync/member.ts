import type { DeviceId } from '../model/ids.ts'
import type { StaffCard } from '../model/team.ts'
import type { Writer, WriterCertificate } from '../model/writer.ts'

/** What a signature is given for; one given for another purpose never passes. */
export type Purpose = 'handshake' | 'pass' | 'keeper'

/** The keys of this device, as far as meeting others needs them. The secrets themselves stay where they are kept. */
export interface DeviceKeys {
  readonly card: StaffCard
  readonly random: (length: number) => Uint8Array
  readonly sign: (purpose: Purpose, bytes: Uint8Array) => Promise<string>
  /** Whether the device of `card` signed exactly these bytes; false too where the card does not fit its own key. */
  readonly verify: (purpose: Purpose, bytes: Uint8Array, card: Pick<StaffCard, 'device' | 'signingKey'>, signature: string) => Promise<boolean>
  /** This device's word that it is the one that writes with a client in a document: the same that the document keeps. */
  readonly certify: (writer: Writer) => Promise<string>
  readonly certifies: (writer: Writer, certificate: WriterCertificate) => Promise<boolean>
  /** A keyed digest, base64url; `key` is 32 bytes. */
  readonly mac: (key: Uint8Array, bytes: Uint8Array) => Promise<string>
}

/** What is decided of somebody who has proven who they are: let in, turned away, or not decided yet. */
export type Answer = 'in' | 'wait' | 'no'

/** Decides who may come into this device's rooms. It knows people and papers, and nothing of how they arrive. */
export interface Door {
  /** Shown to others beside one's card: how one was let in; '' where one has not been. */
  pass(): string
  judge(card: StaffCard, pass: string): Promise<Answer>
  /** Whether this device is not to be met, whatever it shows. */
  bars(card: StaffCard): boolean
  /** What is handed to somebody who was let in here: a pass to show to the others, the team's news; '' where there is none. */
  papersFor(card: StaffCard): Promise<string>
  /** Takes what somebody who is in has handed over, as far as they may give it. */
  take(papers: string, from: StaffCard): Promise<void>
  /** Somebody who waits has gone away. */
  gone(device: DeviceId): void
  /** Calls after each decision, until the returned function is called. */
  subscribe(onChange: () => void): () => void
}

/** Who this device is among its peers, and whom it meets. */
export interface Membership {
  readonly keys: DeviceKeys
  readonly door: Door
}

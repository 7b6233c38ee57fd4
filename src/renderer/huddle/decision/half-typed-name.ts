import type { Register } from '../../../core/doc/register.ts'
import { heldValue, type NamedPerson } from '../../../core/model/decision.ts'
import type { EntryId } from '../../../core/model/ids.ts'

/** A name that is still being typed: nobody else sees it yet. */
export interface HalfTypedName {
  readonly text: string
  /** What stood in the field when typing began: what a colleague writes meanwhile is not replaced unseen. */
  readonly seen?: readonly EntryId[]
}

/** Takes in what the field holds after a key. */
export const typeName = (register: Register<NamedPerson>, text: string, half: HalfTypedName | undefined): HalfTypedName => ({
  text,
  seen: half?.seen ?? register.seen(),
})

/** Writes who is meant, or clears the field of what stood there when `half` was begun. Who stands there already is not written again. */
export function writeName(register: Register<NamedPerson>, by: string, next: NamedPerson | undefined, half: HalfTypedName | undefined): void {
  const standing = heldValue(register.read())
  if (next && (next.name !== standing?.name || next.device !== standing.device)) register.write(next, by, half?.seen)
  else if (!next && standing) register.clear(by, half?.seen)
}

/** What is said of a half typed name that nobody is typing in just now: whoever reads it takes it for what stands. */
export const halfTypedInWords = (standing: NamedPerson | undefined): string =>
  standing ? `Half typed: ${standing.name} still stands here.` : 'Half typed: nobody is named here yet.'

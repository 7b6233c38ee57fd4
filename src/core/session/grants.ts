import type { Grant, HuddleDoc } from '../doc/huddle-doc.ts'
import { personDoc, type LastTime } from '../doc/person-doc.ts'
import { toBase64url, utf8 } from '../model/bytes.ts'
import type { Effects } from '../model/effects.ts'
import { present } from '../model/huddle.ts'
import { identityOf, maySee, type Person } from '../model/person.ts'
import type { PersonRoom } from '../model/person-room.ts'
import type { StaffCard } from '../model/team.ts'
import { sealTo } from './sealed-box.ts'
import type { Vault } from '../vault/vault.ts'
import { personDocId } from './item-access.ts'
import { newRoom } from './meeting-point.ts'

/** The room of a person's document, made the first time that the person comes to a huddle. */
export async function roomOf(vault: Vault, person: Person, effects: Effects): Promise<PersonRoom> {
  const known = await vault.rooms.get(person.id)
  if (known) return known
  const made = { id: person.id, ...newRoom(effects) }
  await vault.rooms.put([made])
  return made
}

/** Writes who the person is, what they have agreed to and what became of the last decision into their document. */
export async function describePerson(vault: Vault, person: Person, lastTime: readonly LastTime[], effects: Effects): Promise<void> {
  const stored = await vault.openDoc(personDocId(person.id))
  personDoc(stored.doc, effects).describe(identityOf(person), person.agreement, lastTime)
  await stored.release()
}

/**
 * Seals the address of each person's document to each device here whose organisation the person's agreement covers.
 * A card that anybody could have written into the huddle's document gets nothing: its device must have proven it here.
 * Only a device that holds the person's record grants; what was never granted cannot be opened by anybody else.
 */
export async function grantWhereAgreed(
  huddle: HuddleDoc,
  vault: Vault,
  peopleHere: readonly Person[],
  hasMet: (card: StaffCard) => boolean,
  effects: Effects,
): Promise<void> {
  const about = huddle.about()
  if (!about) return
  const here = present(huddle.attendees()).filter(({ card }) => hasMet(card))
  for (const item of huddle.agenda()) {
    const person = peopleHere.find(({ id }) => id === item.personId)
    if (!person) continue
    for (const { card } of here) {
      const allowed = maySee(person.agreement, card.organisationKind, about.team.holder)
      const wanted = allowed ? 'granted' : 'not-agreed'
      if (huddle.grantFor(item.id, card.device)?.kind === wanted) continue
      huddle.putGrant(item.id, card.device, allowed ? await grantTo(card, await roomOf(vault, person, effects)) : { kind: 'not-agreed' })
    }
  }
}

async function grantTo(card: StaffCard, address: PersonRoom): Promise<Grant> {
  return { kind: 'granted', sealed: toBase64url(await sealTo(utf8.encode(JSON.stringify(address)), card)) }
}

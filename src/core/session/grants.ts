import type { HuddleDoc } from '../doc/huddle-doc.ts'
import type { AskedLastTime } from '../doc/asked-last-time.ts'
import { personDoc } from '../doc/person-doc.ts'
import { agreementOf, isLater } from '../model/agreement.ts'
import { toBase64url, utf8 } from '../model/bytes.ts'
import type { Effects } from '../model/effects.ts'
import { present } from '../model/huddle.ts'
import { identityOf, maySee, type Person } from '../model/person.ts'
import type { PersonRoom } from '../model/person-room.ts'
import type { StaffCard } from '../model/team.ts'
import { memberWith, wasRemoved } from '../model/roster.ts'
import { canonicalText } from '../record/canonical.ts'
import { digestOf } from '../record/digest.ts'
import { sealTo } from '../record/sealed-box.ts'
import type { Vault } from '../vault/vault.ts'
import { personDocId } from './item-access.ts'
import { newRoom } from './meeting-point.ts'
import { personAddress } from './person-address.ts'
import type { Standing } from './roster-desk.ts'
import { tryEach } from './try-each.ts'
import { withDoc } from './with-doc.ts'

/** The room of a person's document, made the first time that the person comes to a huddle. */
export async function roomOf(vault: Vault, person: Person, effects: Effects): Promise<PersonRoom> {
  const known = await vault.rooms.get(person.id)
  if (known) return known
  // Two windows that make one at the same time must end with the same.
  const made = { id: person.id, ...newRoom(effects) }
  await vault.rooms.change([person.id], (now) => (now ? undefined : made))
  return (await vault.rooms.get(person.id)) ?? made
}

/** Writes who the person is, what they have agreed to and what became of the last decision into their document. */
export async function describePerson(vault: Vault, person: Person, effects: Effects, lastTime?: AskedLastTime): Promise<void> {
  await withDoc(vault, personDocId(person.id), (doc) => personDoc(doc, effects).describe(identityOf(person), agreementOf(person), lastTime))
}

interface Granting {
  readonly huddle: HuddleDoc
  readonly vault: Vault
  readonly people: readonly Person[]
  readonly hasMet: (card: StaffCard) => boolean
  readonly standing: Standing | undefined
  readonly effects: Effects
}

/**
 * Seals the address of each person's document to each device here whose organisation the person's agreement covers: to a
 * device of the team what its address is made of in every epoch, to anybody else the address itself, for this epoch.
 * A card that anybody could have written into the huddle's document gets nothing: its device must have proven it here. Nor
 * does a device that was removed: once the huddle has closed it may still be down as present.
 * Where two of those who hold the person's record know of different agreements, the newer holds; where neither is newer, the
 * one that closes. Only a device that holds the person's record grants; what was never granted cannot be opened by anybody else.
 * @throws the first failure, once all were tried.
 */
export async function grantWhereAgreed({ huddle, vault, people, hasMet, standing, effects }: Granting): Promise<void> {
  const about = huddle.about()
  if (!about) return
  const removed = ({ device }: StaffCard): boolean => standing !== undefined && wasRemoved(standing.roster, device)
  const here = present(huddle.attendees()).filter(({ card }) => hasMet(card) && !removed(card))
  const due = huddle.agenda().flatMap((item) => {
    const person = people.find(({ id }) => id === item.personId)
    return person ? here.map(({ card }) => ({ item, person, card })) : []
  })
  await tryEach(due, async ({ item, person, card }) => {
    const known = huddle.grantFor(item.id, card.device)
    const since = person.agreementSince
    if (!maySee(person.agreement, card.organisationKind, about.team.holder)) {
      const stands = known?.kind === 'not-agreed' ? !isLater(since, known.since) : isLater(known?.since, since)
      if (!stands) huddle.putGrant(item.id, card.device, { kind: 'not-agreed', ...(since && { since }) })
      return
    }
    if (known?.kind === 'not-agreed' && card.organisationKind !== about.team.holder && !isLater(since, known.since)) return
    const content = utf8.encode(canonicalText(await grantedTo(card, await roomOf(vault, person, effects), standing)))
    const of = (await digestOf(content)).slice(0, 32)
    const newest = known?.kind === 'granted' && isLater(known.since, since) ? known.since : since
    if (known?.kind === 'granted' && known.of === of && known.since === newest) return
    huddle.putGrant(item.id, card.device, { kind: 'granted', sealed: toBase64url(await sealTo(content, card)), of, ...(newest && { since: newest }) })
  })
}

async function grantedTo({ device }: StaffCard, room: PersonRoom, standing: Standing | undefined): Promise<PersonRoom> {
  const ofTeam = standing?.epochSecret !== undefined && memberWith(standing.roster, device) !== undefined
  const { id, room: place, secret, given } = room
  return given || ofTeam ? { id, room: place, secret, ...(given && { given }) } : { id: room.id, ...(await personAddress(room, standing?.epochSecret)), given: true }
}

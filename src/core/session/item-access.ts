import type { Awareness } from 'y-protocols/awareness'
import { personDoc, type PersonDoc } from '../doc/person-doc.ts'
import type { Grant, HuddleDoc } from '../doc/huddle-doc.ts'
import { fromBase64url, utf8 } from '../model/bytes.ts'
import type { Effects } from '../model/effects.ts'
import type { AgendaItem } from '../model/huddle.ts'
import { personId, type ItemId, type PersonId } from '../model/ids.ts'
import { cell, type Cell, type Observable } from '../model/observable.ts'
import { personRoom, type PersonRoom } from '../model/person-room.ts'
import { problemOf } from '../model/problem.ts'
import type { Profile } from '../model/profile.ts'
import { openSealed } from '../record/sealed-box.ts'
import { personAddress } from './person-address.ts'
import type { Room, RoomAddress, Transport } from '../sync/transport.ts'
import type { StoredDoc, Vault } from '../vault/vault.ts'
import type { ItemAccess } from './live-huddle.ts'
import { oneAtATime, type OneAtATime } from './one-at-a-time.ts'
import { certifyWriter, knownWriters, type KnownWriters } from './writers.ts'

/** A person's document as it is open here, for however many items of the agenda are about them. */
interface OpenPerson {
  stored?: StoredDoc
  room?: Room
  /** Where that room is. */
  address?: RoomAddress
  person?: PersonDoc
  writers?: Observable<KnownWriters>
  /** Ends what watches the document here. */
  unwatch?: () => void
  /** One step after the other: two items must not open one document twice. */
  turn: Promise<void>
}

interface OpenItem {
  readonly state: Cell<ItemAccess>
  /** What it was opened by. */
  from?: { readonly grant: Grant | undefined; readonly epochSecret: Uint8Array | undefined }
  /** Opens what may be opened: once more where a grant has come meanwhile, which nothing else might bring to mind again. */
  readonly look: OneAtATime
}

/** The persons' documents of one huddle, as far as this device may open them. */
export interface ItemDesk {
  access(item: ItemId): Observable<ItemAccess>
  /** Items that are open here now. */
  opened(): readonly { readonly item: AgendaItem; readonly person: PersonDoc; readonly awareness: Awareness }[]
  /** Looks again at what has become possible: a grant that has arrived, an item that somebody wants open. */
  review(): void
  release(): Promise<void>
}

interface Surroundings {
  readonly huddle: HuddleDoc
  readonly vault: Vault
  readonly transport: Transport
  readonly profile: Profile
  /** The secret of the team's epoch, as it is now. */
  readonly epochSecret: () => Uint8Array | undefined
  readonly effects: Effects
  readonly announce: (awareness: Awareness) => void
  readonly onChange: () => void
}

const personDocPrefix = 'person:'
export const personDocId = (id: string): string => `${personDocPrefix}${id}`
/** Undefined where it is no person's document. */
export const personOfDoc = (docId: string): PersonId | undefined =>
  docId.startsWith(personDocPrefix) ? personId.safeParse(docId.slice(personDocPrefix.length)).data : undefined

export function itemDesk(around: Surroundings): ItemDesk {
  const items = new Map<ItemId, OpenItem>()
  const people = new Map<PersonId, OpenPerson>()
  let released = false

  function entryOf(id: ItemId): OpenItem {
    const known = items.get(id)
    if (known) return known
    const made: OpenItem = { state: cell<ItemAccess>({ kind: 'opening' }), look: oneAtATime(() => tryOpen(id, made).catch((error: unknown) => sayWhy(made, error))) }
    items.set(id, made)
    return made
  }

  function sayWhy({ state }: OpenItem, error: unknown): void {
    const { happened, kept, todo } = problemOf(error)
    if (state.get().kind !== 'open' && !released) state.set({ kind: 'not-shared', because: `${happened} ${kept} ${todo}` })
  }

  function personOf(id: PersonId): OpenPerson {
    const known = people.get(id)
    if (known) return known
    const made: OpenPerson = { turn: Promise.resolve() }
    people.set(id, made)
    return made
  }

  async function tryOpen(id: ItemId, entry: OpenItem): Promise<void> {
    const item = around.huddle.item(id)
    if (!item || released) return
    const at = personOf(item.personId)
    const step = at.turn.then(() => tryInTurn(item, entry, at))
    at.turn = step.catch(() => undefined)
    await step
  }

  async function tryInTurn(item: AgendaItem, entry: OpenItem, at: OpenPerson): Promise<void> {
    if (released) return
    const from = { grant: around.huddle.grantFor(item.id, around.profile.card.device), epochSecret: around.epochSecret() }
    const isOpen = entry.state.get().kind === 'open'
    if (isOpen && JSON.stringify(entry.from?.grant) === JSON.stringify(from.grant) && entry.from?.epochSecret === from.epochSecret) return
    const known = await grantedRoom(item, from.grant, around)
    if (!known) {
      const declined = from.grant?.kind === 'not-agreed'
      if (declined) await shut(item, at)
      else if (!isOpen) entry.state.set({ kind: 'not-shared', because: whyNotShared(item, around) })
      return
    }
    const address = await personAddress(known, from.epochSecret)
    if (released) return
    if (at.address?.room !== address.room) await enter(at, item.personId, address)
    entry.from = from
    show(item.id, entry, at)
    around.onChange()
  }

  /** Joins the room of a person's document, in place of the one of an epoch that has ended. */
  async function enter(at: OpenPerson, person: PersonId, address: RoomAddress): Promise<void> {
    const docId = personDocId(person)
    const stored = (at.stored ??= await around.vault.openDoc(docId))
    await at.room?.leave()
    at.unwatch ??= await certifyWriter(stored.doc, docId, around.profile)
    const room = await around.transport.join({ ...address, doc: docId }, stored.doc)
    if (released) {
      await room.leave()
      return
    }
    at.room = room
    at.address = address
    around.announce(room.awareness)
    const doc = (at.person ??= personDoc(stored.doc, around.effects))
    at.writers ??= watchDocument(at, stored, docId, doc)
    // Whatever else is about them stands in the new room as well.
    for (const [id, entry] of items) if (entry.state.get().kind === 'open' && around.huddle.item(id)?.personId === person) show(id, entry, at)
  }

  function show(id: ItemId, entry: OpenItem, { stored, room, person, writers }: OpenPerson): void {
    if (!stored || !room || !person || !writers) return
    const before = entry.state.get()
    if (before.kind === 'open' && before.shared === room.state) return
    entry.state.set({ kind: 'open', person, discussion: person.discussion(id), awareness: room.awareness, saved: stored.saved, shared: room.state, writers })
  }

  /** Leaves the room of somebody who has not agreed, and forgets where it is, unless their record is held here. */
  async function shut(closed: AgendaItem, at: OpenPerson): Promise<void> {
    const { personId } = closed
    for (const [id, entry] of items) {
      if (around.huddle.item(id)?.personId !== personId) continue
      delete entry.from
      entry.state.set({ kind: 'not-shared', because: whyNotShared(closed, around) })
    }
    at.unwatch?.()
    await at.room?.leave()
    const { stored } = at
    for (const part of ['room', 'address', 'person', 'writers', 'unwatch', 'stored'] as const) delete at[part]
    await stored?.release()
    const { people: held, rooms } = around.vault
    if ((await rooms.get(personId)) && !(await held.get(personId))) await rooms.remove([personId])
  }

  function watchDocument(at: OpenPerson, { doc }: StoredDoc, docId: string, person: PersonDoc): Observable<KnownWriters> {
    const writers = knownWriters(doc, docId)
    const ends = [at.unwatch, person.observe(around.onChange), writers.stop]
    at.unwatch = () => ends.forEach((end) => end?.())
    return writers.known
  }

  return {
    access(id) {
      const entry = entryOf(id)
      void entry.look()
      return entry.state
    },
    opened: () =>
      [...items].flatMap(([id, { state }]) => {
        const item = around.huddle.item(id)
        const access = state.get()
        return item && access.kind === 'open' ? [{ item, person: access.person, awareness: access.awareness }] : []
      }),
    review() {
      for (const { look } of items.values()) void look()
    },
    async release() {
      released = true
      for (const { room, stored, unwatch } of people.values()) {
        unwatch?.()
        await room?.leave()
        await stored?.release()
      }
      items.clear()
      people.clear()
    },
  }
}

/**
 * What this device was granted for the person: by this huddle's document, kept in the vault for the next time. What makes
 * the address in every epoch is never given up for an address that holds in one. What was granted earlier opens nothing
 * outside the organisation that holds the record, until this huddle grants it too: the person may have changed their mind.
 */
async function grantedRoom(item: AgendaItem, grant: Grant | undefined, { huddle, profile, vault }: Surroundings): Promise<PersonRoom | undefined> {
  if (grant?.kind !== 'granted' && profile.card.organisationKind !== huddle.about()?.team.holder) return undefined
  const kept = await vault.rooms.get(item.personId)
  if (grant?.kind !== 'granted' || (kept && !kept.given)) return kept
  const opened = await openSealed(fromBase64url(grant.sealed), profile)
  const parsed = opened && personRoom.safeParse(JSON.parse(utf8.decode(opened)))
  if (!parsed?.success || parsed.data.id !== item.personId) return kept
  if (JSON.stringify(kept) !== JSON.stringify(parsed.data)) await vault.rooms.put([parsed.data])
  return parsed.data
}

function whyNotShared(item: AgendaItem, { huddle, profile }: Surroundings): string {
  const { device, organisationKind } = profile.card
  if (huddle.grantFor(item.id, device)?.kind === 'not-agreed') {
    return `This person has not agreed to share with ${organisationKind}, so nothing of this discussion has come to your computer. If they agree, it opens by itself.`
  }
  return 'The chair’s computer has not opened this discussion to you yet. It opens by itself when the chair can be reached.'
}

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

interface OpenItem {
  readonly state: Cell<ItemAccess>
  stored?: StoredDoc
  room?: Room
  /** Where that room is, and what that came from. */
  address?: RoomAddress
  from?: { readonly grant: Grant | undefined; readonly epochSecret: Uint8Array | undefined }
  person?: PersonDoc
  /** Ends what watches the document here. */
  unwatch?: () => void
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
  let released = false

  function entryOf(id: ItemId): OpenItem {
    const known = items.get(id)
    if (known) return known
    const made: OpenItem = { state: cell<ItemAccess>({ kind: 'opening' }), look: oneAtATime(() => tryOpen(id, made).catch((error: unknown) => sayWhy(made, error))) }
    items.set(id, made)
    return made
  }

  function sayWhy({ room, state }: OpenItem, error: unknown): void {
    const { happened, kept, todo } = problemOf(error)
    if (!room && !released) state.set({ kind: 'not-shared', because: `${happened} ${kept} ${todo}` })
  }

  async function tryOpen(id: ItemId, entry: OpenItem): Promise<void> {
    const item = around.huddle.item(id)
    if (!item || released) return
    const from = { grant: around.huddle.grantFor(id, around.profile.card.device), epochSecret: around.epochSecret() }
    if (entry.room && JSON.stringify(entry.from?.grant) === JSON.stringify(from.grant) && entry.from?.epochSecret === from.epochSecret) return
    const known = await grantedRoom(item, from.grant, around)
    if (!known) {
      const declined = from.grant?.kind === 'not-agreed'
      if (declined || !entry.room) entry.state.set({ kind: 'not-shared', because: whyNotShared(item, around) })
      if (declined) await shut(entry, item)
      return
    }
    const address = await personAddress(known, from.epochSecret)
    if (released) return
    if (entry.address?.room !== address.room) await enter(id, entry, item, address)
    entry.from = from
  }

  /** Joins the room of a person's document, in place of the one of an epoch that has ended. */
  async function enter(id: ItemId, entry: OpenItem, item: AgendaItem, address: RoomAddress): Promise<void> {
    const docId = personDocId(item.personId)
    const stored = (entry.stored ??= await around.vault.openDoc(docId))
    await entry.room?.leave()
    entry.unwatch ??= await certifyWriter(stored.doc, docId, around.profile)
    const room = await around.transport.join({ ...address, doc: docId }, stored.doc)
    if (released) {
      await room.leave()
      return
    }
    entry.room = room
    entry.address = address
    around.announce(room.awareness)
    const person = (entry.person ??= personDoc(stored.doc, around.effects))
    const before = entry.state.get()
    const writers = before.kind === 'open' ? before.writers : watchDocument(entry, stored, docId, person)
    entry.state.set({
      kind: 'open',
      person,
      discussion: person.discussion(id),
      awareness: room.awareness,
      saved: stored.saved,
      shared: room.state,
      writers,
    })
    around.onChange()
  }

  /** Leaves the room of somebody who has not agreed, and forgets where it is, unless their record is held here. */
  async function shut(entry: OpenItem, { personId }: AgendaItem): Promise<void> {
    entry.unwatch?.()
    await entry.room?.leave()
    const { stored } = entry
    for (const part of ['room', 'address', 'from', 'person', 'unwatch', 'stored'] as const) delete entry[part]
    await stored?.release()
    const { people, rooms } = around.vault
    if ((await rooms.get(personId)) && !(await people.get(personId))) await rooms.remove([personId])
  }

  function watchDocument(entry: OpenItem, { doc }: StoredDoc, docId: string, person: PersonDoc): Observable<KnownWriters> {
    const writers = knownWriters(doc, docId)
    const ends = [entry.unwatch, person.observe(around.onChange), writers.stop]
    entry.unwatch = () => ends.forEach((end) => end?.())
    return writers.known
  }

  return {
    access(id) {
      const entry = entryOf(id)
      void entry.look()
      return entry.state
    },
    opened: () =>
      [...items].flatMap(([id, { person, room }]) => {
        const item = around.huddle.item(id)
        return item && person && room ? [{ item, person, awareness: room.awareness }] : []
      }),
    review() {
      for (const { look } of items.values()) void look()
    },
    async release() {
      released = true
      for (const { room, stored, unwatch } of items.values()) {
        unwatch?.()
        await room?.leave()
        await stored?.release()
      }
      items.clear()
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

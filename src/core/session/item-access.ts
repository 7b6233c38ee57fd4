import type { Awareness } from 'y-protocols/awareness'
import { personDoc, type PersonDoc } from '../doc/person-doc.ts'
import type { HuddleDoc } from '../doc/huddle-doc.ts'
import { fromBase64url, utf8 } from '../model/bytes.ts'
import type { Effects } from '../model/effects.ts'
import type { AgendaItem } from '../model/huddle.ts'
import type { ItemId } from '../model/ids.ts'
import { cell, type Cell, type Observable } from '../model/observable.ts'
import { personRoom, type PersonRoom } from '../model/person-room.ts'
import type { Profile } from '../model/profile.ts'
import { openSealed } from './sealed-box.ts'
import type { Room, Transport } from '../sync/transport.ts'
import type { StoredDoc, Vault } from '../vault/vault.ts'
import type { ItemAccess } from './live-huddle.ts'
import { certifyWriter, knownWriters } from './writers.ts'

interface OpenItem {
  readonly state: Cell<ItemAccess>
  stored?: StoredDoc
  room?: Room
  person?: PersonDoc
  /** Ends what watches the document here. */
  unwatch?: () => void
  opening: boolean
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
  readonly effects: Effects
  readonly announce: (awareness: Awareness) => void
  readonly onChange: () => void
}

export const personDocId = (id: string): string => `person:${id}`

export function itemDesk(around: Surroundings): ItemDesk {
  const items = new Map<ItemId, OpenItem>()
  let released = false

  function entryOf(id: ItemId): OpenItem {
    const known = items.get(id)
    if (known) return known
    const made: OpenItem = { state: cell<ItemAccess>({ kind: 'opening' }), opening: false }
    items.set(id, made)
    return made
  }

  async function tryOpen(id: ItemId, entry: OpenItem): Promise<void> {
    const item = around.huddle.item(id)
    if (!item || entry.opening || entry.room || released) return
    entry.opening = true
    try {
      const address = (await around.vault.rooms.get(item.personId)) ?? (await granted(item, around))
      if (!address) {
        entry.state.set({ kind: 'not-shared', because: whyNotShared(item, around) })
        return
      }
      entry.stored ??= await around.vault.openDoc(personDocId(item.personId))
      const docId = personDocId(item.personId)
      entry.unwatch ??= await certifyWriter(entry.stored.doc, docId, around.profile)
      const room = await around.transport.join(address, entry.stored.doc)
      if (released) {
        await room.leave()
        return
      }
      entry.room = room
      const writers = knownWriters(entry.stored.doc, docId)
      const { unwatch } = entry
      entry.unwatch = () => {
        unwatch()
        writers.stop()
      }
      around.announce(room.awareness)
      const person = personDoc(entry.stored.doc, around.effects)
      entry.person = person
      person.observe(around.onChange)
      entry.state.set({
        kind: 'open',
        person,
        discussion: person.discussion(id),
        awareness: room.awareness,
        saved: entry.stored.saved,
        shared: room.state,
        writers: writers.known,
      })
      around.onChange()
    } finally {
      entry.opening = false
    }
  }

  return {
    access(id) {
      const entry = entryOf(id)
      void tryOpen(id, entry)
      return entry.state
    },
    opened: () =>
      [...items].flatMap(([id, { person, room }]) => {
        const item = around.huddle.item(id)
        return item && person && room ? [{ item, person, awareness: room.awareness }] : []
      }),
    review() {
      for (const [id, entry] of items) if (!entry.room) void tryOpen(id, entry)
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

/** The address that the huddle's document holds for this device alone, kept in the vault for the next time. */
async function granted(item: AgendaItem, { huddle, profile, vault }: Surroundings): Promise<PersonRoom | undefined> {
  const grant = huddle.grantFor(item.id, profile.card.device)
  if (grant?.kind !== 'granted') return undefined
  const opened = await openSealed(fromBase64url(grant.sealed), profile)
  const parsed = opened && personRoom.safeParse(JSON.parse(utf8.decode(opened)))
  if (!parsed?.success || parsed.data.id !== item.personId) return undefined
  await vault.rooms.put([parsed.data])
  return parsed.data
}

function whyNotShared(item: AgendaItem, { huddle, profile }: Surroundings): string {
  const { device, organisationKind } = profile.card
  if (huddle.grantFor(item.id, device)?.kind === 'not-agreed') {
    return `This person has not agreed to share with ${organisationKind}, so nothing of this discussion has come to your computer. If they agree, it opens by itself.`
  }
  return 'The chair’s computer has not opened this discussion to you yet. It opens by itself when the chair can be reached.'
}

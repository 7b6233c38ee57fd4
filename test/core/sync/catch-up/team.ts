import { createHmac } from 'node:crypto'
import * as Y from 'yjs'
import { newId, personId, type PersonId } from '../../../../src/core/model/ids.ts'
import type { OrganisationKind } from '../../../../src/core/model/team.ts'
import { makeDevice } from '../../../../src/core/record/device.ts'
import { deviceKeys } from '../../../../src/core/session/device-keys.ts'
import { catchUp, type Brought } from '../../../../src/core/sync/catch-up/catch-up.ts'
import type { Converse } from '../../../../src/core/sync/conversation.ts'
import { handsHere } from '../../../../src/core/sync/gate/gate-hands.ts'
import type { Membership } from '../../../../src/core/sync/member.ts'
import { memoryNetwork } from '../../../../src/core/sync/memory-transport.ts'
import type { Room } from '../../../../src/core/sync/transport.ts'
import { contentRules } from '../../../contract/gate-rules.ts'
import { doorThat } from '../../../contract/members.ts'
import { effects } from '../../session/effects.ts'
import { newRoom } from '../builders.ts'
import { memoryShelf, type Agreements, type MemoryShelf } from './memory-shelf.ts'

export const somebody = (): PersonId => newId(personId, effects.random)

export async function deviceOf(name: string, organisationKind: OrganisationKind = 'NHS'): Promise<Membership> {
  const device = await makeDevice(effects, { name, role: 'Social worker', organisation: 'Leeds', organisationKind, guest: false })
  return { keys: deviceKeys(device, effects.random), door: doorThat('in') }
}

/** What went over the wires, in the order in which it was said. */
export interface Sent {
  readonly from: string
  readonly to: string
  readonly message: Uint8Array
}

export interface TeamDevice {
  readonly name: string
  readonly kind: OrganisationKind
  readonly shelf: MemoryShelf
  readonly brought: Brought[]
  readonly amiss: string[]
  readonly failed: unknown[]
  write(person: PersonId, text: string): void
  read(person: PersonId): string
  meet(): Promise<void>
  part(): Promise<void>
}

/** A team whose devices meet in one room, now and then. */
export function team(agreements: Agreements, { asksWhoMay = true }: { readonly asksWhoMay?: boolean } = {}) {
  const network = memoryNetwork()
  const address = newRoom()
  const sent: Sent[] = []
  const secret = effects.random(32)
  return {
    sent,
    device(member: Membership, converseOf: (real: Converse) => Converse = (real) => real): TeamDevice {
      const { card } = member.keys
      const shelf = memoryShelf(card, agreements, asksWhoMay)
      const [brought, amiss, failed]: [Brought[], string[], unknown[]] = [[], [], []]
      const real = catchUp({
        shelf,
        clock: effects.clock,
        random: effects.random,
        mac: async (bytes) => createHmac('sha256', secret).update(bytes).digest('base64url'),
        brought: async (news) => void brought.push(news),
        amiss: (sentence) => amiss.push(sentence),
        failed: (error) => failed.push(error),
      })
      const overheard: Converse = (other) =>
        converseOf(real)({
          ...other,
          send(message) {
            sent.push({ from: card.name, to: other.card.name, message })
            other.send(message)
          },
        })
      let room: Room | undefined
      const transport = network.transport({ member, clock: effects.clock, hands: handsHere(contentRules) })
      return {
        name: card.name,
        kind: card.organisationKind,
        shelf,
        brought,
        amiss,
        failed,
        write: (person, text) => shelf.doc(person).getText('note').insert(0, text),
        read: (person) => shelf.doc(person).getText('note').toJSON(),
        async meet() {
          room ??= await transport.join(address, new Y.Doc(), overheard)
        },
        async part() {
          const left = room
          room = undefined
          await left?.leave()
        },
      }
    },
  }
}

export const bytesOf = (sent: readonly Sent[]): number => sent.reduce((total, { message }) => total + message.length, 0)

import { expect, it, onTestFinished, vi } from 'vitest'
import * as Y from 'yjs'
import { huddleDoc } from '../../../src/core/doc/huddle-doc.ts'
import { toBase64url, utf8 } from '../../../src/core/model/bytes.ts'
import { newId, teamId, type PersonId } from '../../../src/core/model/ids.ts'
import { team } from '../../../src/core/model/team.ts'
import { makeDevice } from '../../../src/core/record/device.ts'
import { sealTo } from '../../../src/core/record/sealed-box.ts'
import { agendaItemFor } from '../../../src/core/session/agenda-moves.ts'
import { itemDesk } from '../../../src/core/session/item-access.ts'
import { newRoom } from '../../../src/core/session/meeting-point.ts'
import { handsHere } from '../../../src/core/sync/gate/gate-hands.ts'
import { memoryNetwork } from '../../../src/core/sync/memory-transport.ts'
import { noMeetingPoint } from '../../../src/core/sync/problems.ts'
import type { Transport } from '../../../src/core/sync/transport.ts'
import { memoryVault } from '../../../src/core/vault/memory-vault.ts'
import type { Vault } from '../../../src/core/vault/vault.ts'
import { contentRules } from '../../contract/gate-rules.ts'
import { memberNamed } from '../../contract/members.ts'
import { cardOf, westLeeds } from './colleagues.ts'
import { effects } from './effects.ts'
import { someone } from './two-at-a-table.ts'

/** Sam's desk in a huddle with one person on its agenda, whose discussion nobody has opened to Sam yet. */
async function deskOfSam(around: { readonly vault: Vault; readonly transport?: (real: Transport) => Transport; readonly grantedEarlier?: true }) {
  const person = someone('Okafor', { kind: 'agreed', with: ['NHS'] })
  if (around.grantedEarlier) await around.vault.rooms.put([{ id: person.id, ...newRoom(effects) }])
  const device = await makeDevice(effects, { ...cardOf('Sam Wood'), guest: true })
  const huddle = huddleDoc(new Y.Doc())
  const item = agendaItemFor(person, 'New referral', 'Nadia Clegg', 0, effects)
  huddle.putItem(item)
  const transport = memoryNetwork().transport({ member: await memberNamed('Sam Wood'), clock: effects.clock, hands: handsHere(contentRules) })
  const desk = itemDesk({
    huddle,
    vault: around.vault,
    transport: around.transport?.(transport) ?? transport,
    profile: { ...device, team: team.parse({ ...westLeeds, id: newId(teamId, effects.random), practice: false }), lastHereAt: 0 },
    epochSecret: () => undefined,
    effects,
    announce: () => undefined,
    onChange: () => undefined,
  })
  onTestFinished(async () => {
    await desk.release()
    await transport.close()
  })
  return {
    desk,
    access: desk.access(item.id),
    /** The same person once more: their decision is amended, or they came back to the agenda. */
    again() {
      const second = agendaItemFor(person, 'A decision to amend', 'Nadia Clegg', 1, effects)
      huddle.putItem(second)
      const grant = huddle.grantFor(item.id, device.card.device)
      if (grant) huddle.putGrant(second.id, device.card.device, grant)
      return desk.access(second.id)
    },
    opened: () => desk.opened().length,
    async grant() {
      const sealed = await sealTo(utf8.encode(JSON.stringify({ id: person.id, ...newRoom(effects), given: true })), device.card)
      huddle.putGrant(item.id, device.card.device, { kind: 'granted', sealed: toBase64url(sealed), of: '0'.repeat(32) })
      desk.review()
    },
    refuse() {
      for (const { id } of huddle.agenda()) huddle.putGrant(id, device.card.device, { kind: 'not-agreed' })
      desk.review()
    },
  }
}

it('[L103] a grant that comes while the vault is still being asked opens the discussion, with nothing else to bring it to mind', async () => {
  const vault = memoryVault()
  let answer: (() => void) | undefined
  const asked = new Promise<void>((resolve) => (answer = resolve))
  const rooms = { ...vault.rooms, get: (id: PersonId) => asked.then(() => vault.rooms.get(id)) }
  const { access, grant } = await deskOfSam({ vault: { ...vault, rooms } })

  await grant()
  answer?.()
  await vi.waitFor(() => expect(access.get().kind).toBe('open'))
})

it('[J96] two discussions of one person in a huddle are both open, on one document, and close when the person does not agree', async () => {
  const { access, again, grant, refuse, opened } = await deskOfSam({ vault: memoryVault() })
  await grant()
  await vi.waitFor(() => expect(access.get().kind).toBe('open'))
  const second = again()
  await vi.waitFor(() => expect(second.get().kind).toBe('open'))
  expect(opened()).toBe(2)
  const [one, other] = [access.get(), second.get()]
  expect(one.kind === 'open' && other.kind === 'open' && one.person === other.person && one.discussion !== other.discussion).toBe(true)
  refuse()
  await vi.waitFor(() => expect([access.get().kind, second.get().kind]).toEqual(['not-shared', 'not-shared']))
})

it('[L106] a discussion that cannot be opened says why, and opens when it is tried again', async () => {
  let reachable = false
  const { desk, access, grant } = await deskOfSam({
    vault: memoryVault(),
    transport: (real) => ({ ...real, join: async (address, doc) => (reachable ? real.join(address, doc) : Promise.reject(noMeetingPoint())) }),
  })

  await grant()
  await vi.waitFor(() => expect(access.get()).toMatchObject({ kind: 'not-shared', because: expect.stringMatching(/^There is no address .* is kept\. Ask the chair/) }))
  reachable = true
  desk.review()
  await vi.waitFor(() => expect(access.get().kind).toBe('open'))
})

it('[J70] a discussion that was open closes where the person no longer agrees, its room is forgotten, and it opens again if they agree', async () => {
  const vault = memoryVault()
  const { desk, access, grant, refuse } = await deskOfSam({ vault })
  await grant()
  await vi.waitFor(() => expect(access.get().kind).toBe('open'))
  refuse()
  await vi.waitFor(() => expect(access.get()).toMatchObject({ kind: 'not-shared', because: expect.stringMatching(/has not agreed/) }))
  await vi.waitFor(async () => expect(await vault.rooms.all()).toEqual([]))
  expect(desk.opened()).toEqual([])
  await grant()
  await vi.waitFor(() => expect(access.get().kind).toBe('open'))
})

it('[J70] what an earlier huddle granted opens nothing in this one before it is granted here too', async () => {
  const { access, grant } = await deskOfSam({ vault: memoryVault(), grantedEarlier: true })
  await vi.waitFor(() => expect(access.get().kind).not.toBe('opening'))
  expect(access.get()).toMatchObject({ kind: 'not-shared', because: expect.stringMatching(/has not opened this discussion to you yet/) })
  await grant()
  await vi.waitFor(() => expect(access.get().kind).toBe('open'))
})

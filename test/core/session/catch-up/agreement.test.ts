import { expect, it, vi } from 'vitest'
import { instantOf } from '../../../../src/core/model/dates.ts'
import type { Desk } from '../../../../src/core/session/session.ts'
import { colleagues, deskOf } from '../colleagues.ts'
import { effects } from '../effects.ts'
import { joins, newSession } from '../team-builders.ts'
import { openItem, someone } from '../two-at-a-table.ts'

/** The machine may be busy with other things. */
const patience = { timeout: 20_000 }

it('[J91] [J92] a withdrawal that one computer imports outside any huddle closes in the record at a colleague’s', async () => {
  const from = colleagues()
  const [nadia, mei] = [deskOf(await newSession(from, 'Nadia Clegg')), deskOf(await newSession(from, 'Mei Tanaka'))]
  await joins(mei, nadia)
  const person = someone('Okafor', { kind: 'agreed', with: ['Council'] })
  for (const desk of [nadia, mei]) await desk.importPeople({ add: [person], update: [], known: [], unchanged: 0 })
  const live = await nadia.startHuddle('Daily huddle', [{ id: person.id, reason: 'New referral' }])
  const [item] = live.view.get().agenda
  if (!item) throw new Error('no item')
  await openItem(live, item.id)
  await live.leave()
  const agreementAt = (desk: Desk) => desk.people.get().find(({ id }) => id === person.id)?.agreement
  await vi.waitFor(() => expect(mei.catchUp.get().here).toEqual(['Nadia Clegg']), patience)
  const declined = { ...person, agreement: { kind: 'declined' as const }, agreementSince: instantOf(effects.clock()) }
  await nadia.importPeople({ add: [], update: [declined], known: [person], unchanged: 0 })
  await vi.waitFor(() => expect(agreementAt(mei)).toEqual({ kind: 'declined' }), patience)
})

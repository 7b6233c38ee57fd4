import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { huddleDoc } from '../../../src/core/doc/huddle-doc.ts'
import { instantOf } from '../../../src/core/model/dates.ts'
import { huddleId, newId } from '../../../src/core/model/ids.ts'
import { agendaItemFor } from '../../../src/core/session/agenda-moves.ts'
import { grantWhereAgreed } from '../../../src/core/session/grants.ts'
import { memoryVault } from '../../../src/core/vault/memory-vault.ts'
import { adding, changedBy, deviceOf, founded, removing } from '../record/roster-builders.ts'
import { effects } from './effects.ts'
import { someone } from './two-at-a-table.ts'

it('[L56] nobody who was removed is granted a person’s document, also where the huddle has closed and they are still down as here', async () => {
  const [nadia, mei, sam] = [await deviceOf('Nadia Clegg'), await deviceOf('Mei Tanaka'), await deviceOf('Sam Wood')]
  const three = await changedBy(nadia, await changedBy(nadia, await founded(nadia), adding(mei)), adding(sam))
  const roster = await changedBy(nadia, three, removing(three, sam))
  const now = instantOf(effects.clock())
  const huddle = huddleDoc(new Y.Doc())
  const person = someone('Okafor', { kind: 'agreed', with: ['NHS'] })
  const item = agendaItemFor(person, 'New referral', 'Nadia Clegg', 0, effects)
  huddle.setAbout({ id: newId(huddleId, effects.random), title: 'Daily huddle', team: roster.team, startedAt: now, closedAt: now, chair: nadia.card.device, noteKeeper: nadia.card.device, state: 'closed' })
  huddle.putItem(item)
  for (const { card } of [mei, sam]) huddle.putAttendee({ card, arrivedAt: now, where: 'remote' })
  await grantWhereAgreed({ huddle, vault: memoryVault(), people: [person], hasMet: () => true, standing: { roster, epochSecret: effects.random(32) }, effects })
  expect([mei, sam].map(({ card }) => huddle.grantFor(item.id, card.device)?.kind)).toEqual(['granted', undefined])
})

import { expect, it } from 'vitest'
import { personDoc } from '../../../src/core/doc/person-doc.ts'
import { instantOf } from '../../../src/core/model/dates.ts'
import { identityOf, type SharingAgreement } from '../../../src/core/model/person.ts'
import { describePerson } from '../../../src/core/session/grants.ts'
import { personDocId } from '../../../src/core/session/item-access.ts'
import { withDoc } from '../../../src/core/session/with-doc.ts'
import { memoryVault } from '../../../src/core/vault/memory-vault.ts'
import { effects } from './effects.ts'
import { decide, huddleOfTwo, openItem, someone } from './two-at-a-table.ts'

const agreed: SharingAgreement = { kind: 'agreed', with: ['Council'] }

it('[J90] a computer with an older caseload does not put back an agreement that was withdrawn since', async () => {
  const vault = memoryVault()
  const before = { ...someone('Okafor', agreed), agreementSince: instantOf(Date.parse('2026-01-01T00:00:00Z')) }
  const since = { ...before, agreement: { kind: 'not-asked' as const }, agreementSince: instantOf(Date.parse('2026-11-01T00:00:00Z')) }
  const said = () => withDoc(vault, personDocId(before.id), (doc) => personDoc(doc, effects).agreement())
  await describePerson(vault, before, [], effects)
  expect(await said()).toEqual(agreed)
  await describePerson(vault, since, [], effects)
  await describePerson(vault, before, [], effects)
  expect(await said()).toEqual({ kind: 'not-asked' })
})

it('[J90] an outcome says that an agreement was withdrawn, whoever brought the person to the huddle with an older caseload', async () => {
  const { live, item, person } = await huddleOfTwo(agreed)
  const table = await openItem(live, item)
  table.person.describe(identityOf(person), { agreement: { kind: 'declined' }, since: instantOf(effects.clock()) }, [])
  await live.addItem(person.id, 'A decision to amend')
  decide(table, live.me)
  await live.readBack(item)
  expect(live.readBackOf(item)?.outcome.agreement).toEqual({ kind: 'declined' })
})

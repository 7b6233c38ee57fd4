import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { personDoc } from '../../../src/core/doc/person-doc.ts'
import { afterOneAhead, heeding, isLater, standingNote, type AgreementNote } from '../../../src/core/model/agreement.ts'
import type { ImportPlan } from '../../../src/core/model/caseload-import.ts'
import { instantOf } from '../../../src/core/model/dates.ts'
import { identityOf, maySee, type Person, type SharingAgreement } from '../../../src/core/model/person.ts'
import { organisationKinds, type OrganisationKind } from '../../../src/core/model/team.ts'
import { agreementKeeper } from '../../../src/core/session/agreements.ts'
import { describePerson } from '../../../src/core/session/grants.ts'
import { personDocId } from '../../../src/core/session/item-access.ts'
import { newRoom } from '../../../src/core/session/meeting-point.ts'
import { withDoc } from '../../../src/core/session/with-doc.ts'
import { memoryVault } from '../../../src/core/vault/memory-vault.ts'
import type { Vault } from '../../../src/core/vault/vault.ts'
import { effects } from './effects.ts'
import { decide, huddleOfTwo, openItem, someone, until } from './two-at-a-table.ts'

const agreed: SharingAgreement = { kind: 'agreed', with: ['Council'] }

it('[J90] a computer with an older caseload does not put back an agreement that was withdrawn since', async () => {
  const vault = memoryVault()
  const before = { ...someone('Okafor', agreed), agreementSince: instantOf(Date.parse('2026-01-01T00:00:00Z')) }
  const since = { ...before, agreement: { kind: 'not-asked' as const }, agreementSince: instantOf(Date.parse('2026-11-01T00:00:00Z')) }
  const said = () => withDoc(vault, personDocId(before.id), (doc) => personDoc(doc, effects).agreement())
  await describePerson(vault, before, effects)
  expect(await said()).toEqual(agreed)
  await describePerson(vault, since, effects)
  await describePerson(vault, before, effects)
  expect(await said()).toEqual({ kind: 'not-asked' })
})

it('[J90] an outcome says that an agreement was withdrawn, whoever brought the person to the huddle with an older caseload', async () => {
  const { live, item, person } = await huddleOfTwo(agreed)
  const table = await openItem(live, item)
  table.person.describe(identityOf(person), { agreement: { kind: 'declined' }, since: instantOf(effects.clock()) })
  await live.addItem(person.id, 'A decision to amend')
  decide(table, live.me)
  await live.readBack(item)
  expect(live.readBackOf(item)?.outcome.agreement).toEqual({ kind: 'declined' })
})

const withdrawn = (person: Person): Person => ({ ...person, agreement: { kind: 'declined' }, agreementSince: instantOf(effects.clock()) })
const importing = (known: Person, wanted: Person): ImportPlan => ({ add: [], update: [wanted], known: [known], unchanged: 0 })

it('[J91] a withdrawal that is imported during a huddle closes there, and stands in the person’s document', async () => {
  const { chairDesk, live, theirs, item, person } = await huddleOfTwo(agreed, 'Council')
  const table = await openItem(live, item)
  await openItem(theirs, item)
  await chairDesk.importPeople(importing(person, withdrawn(person)))
  expect(table.person.agreement()).toEqual({ kind: 'declined' })
  await until(theirs.access(item), ({ kind }) => kind === 'not-shared')
})

it('[J91] what the caseload newly says of an agreement is written where the person was discussed, and tried again where it could not be', async () => {
  const vault = memoryVault()
  const [discussed, never] = [someone('Okafor', agreed), someone('Lindqvist', agreed)]
  const said = (id: string) => withDoc(vault, personDocId(id), (doc) => personDoc(doc, effects).agreementNote()?.agreement)
  await vault.rooms.put([{ id: discussed.id, ...newRoom(effects) }])
  let full = true
  const openDoc: Vault['openDoc'] = (id) => (full ? Promise.reject(new Error('the disk is full')) : vault.openDoc(id))
  const look = agreementKeeper({ vault: { ...vault, openDoc }, effects })
  await look([discussed, never])
  const now = [discussed, never].map(withdrawn)
  await expect(look(now)).rejects.toThrow('the disk is full')
  full = false
  await look(now)
  expect([await said(discussed.id), await said(never.id)]).toEqual([{ kind: 'declined' }, undefined])
})

const later = (after: number) => instantOf(effects.clock() + after)

it('[J92] what a colleague notes later closes in the record here, and opens nothing', async () => {
  const { chairDesk, theirs, item, person } = await huddleOfTwo({ kind: 'agreed', with: ['Council', 'VCFSE'] })
  const table = await openItem(theirs, item)
  const row = () => chairDesk.people.get().find(({ id }) => id === person.id)
  table.person.noteAgreement({ agreement: { kind: 'agreed', with: ['VCFSE', 'Healthwatch'] }, since: later(0) })
  await until(chairDesk.people, () => JSON.stringify(row()?.agreement) === JSON.stringify({ kind: 'agreed', with: ['VCFSE'] }))
  const since = later(1000)
  table.person.noteAgreement({ agreement: { kind: 'declined' }, since })
  await until(chairDesk.people, () => row()?.agreement.kind === 'declined')
  expect(row()?.agreementSince).toBe(since)
  expect(await chairDesk.auditOf(person.id)).toContainEqual(expect.objectContaining({ kind: 'changed', detail: 'As noted by a colleague: Has not agreed to share outside the team' }))
})

const opens = ({ agreement }: AgreementNote, holder: OrganisationKind) => organisationKinds.filter((kind) => maySee(agreement, kind, holder))

const someAgreement: fc.Arbitrary<SharingAgreement> = fc.oneof(
  fc.constantFrom<SharingAgreement>({ kind: 'declined' }, { kind: 'not-asked' }),
  fc.uniqueArray(fc.constantFrom(...organisationKinds), { minLength: 1 }).map((kinds): SharingAgreement => ({ kind: 'agreed', with: kinds })),
)

it('[J92] for all notes, the record opens to nobody whom it did not open to before', () => {
  const someNote = fc.record({ agreement: someAgreement, since: fc.integer({ min: 1, max: 3 }).map((at) => instantOf(at * 1000)) })
  fc.assert(
    fc.property(someNote, someNote, fc.constantFrom(...organisationKinds), (held, said, holder) => {
      const next = heeding(held, said)
      expect(opens(held, holder)).toEqual(expect.arrayContaining(opens(next, holder)))
      expect(opens(next, holder)).toEqual(opens(held, holder).filter((kind) => said.since <= held.since || maySee(said.agreement, kind, holder)))
      expect(heeding(next, said)).toEqual(next)
    }),
  )
})

it('[J93] a withdrawal that is imported stands in the document where the agreement was noted by a clock that is ahead', async () => {
  const { chairDesk, live, item, person } = await huddleOfTwo(agreed)
  const table = await openItem(live, item)
  table.person.noteAgreement({ agreement: agreed, since: instantOf(effects.clock() + 24 * 60 * 60 * 1000) })
  await chairDesk.importPeople(importing(person, withdrawn(person)))
  expect(table.person.agreement()).toEqual({ kind: 'declined' })
})

const day = 24 * 60 * 60 * 1000

it('[J59] a withdrawal stands against an agreement that a clock noted which is ahead, for everybody; what is noted after it stands too', async () => {
  const { chairDesk, live, theirs, item, person } = await huddleOfTwo(agreed, 'Council')
  const table = await openItem(live, item)
  await openItem(theirs, item)
  const row = () => chairDesk.people.get().find(({ id }) => id === person.id) ?? person
  await chairDesk.importPeople(importing(person, withdrawn(person)))
  await until(theirs.access(item), ({ kind }) => kind === 'not-shared')
  const [inTwoDays, ofOpen] = [later(2 * day), { agreement: agreed, since: later(2 * day) }]
  table.person.noteAgreement(ofOpen)
  await until(chairDesk.people, () => row().agreementSince !== undefined && row().agreementSince !== withdrawn(person).agreementSince && (row().agreementSince ?? '') > inTwoDays)
  await vi.waitFor(() => expect(table.person.agreement()).toEqual({ kind: 'declined' }))
  expect(theirs.access(item).get().kind).toBe('not-shared')
  expect((await chairDesk.auditOf(person.id)).at(-1)?.detail ?? '').not.toContain('As noted by a colleague')
  const before = row()
  await chairDesk.importPeople(importing(before, { ...before, agreement: agreed, agreementSince: instantOf(Date.parse(before.agreementSince ?? '') + 1) }))
  await until(theirs.access(item), ({ kind }) => kind === 'open')
})

it('[J59] for all notes, what is held against one that is ahead is later than it and opens nothing that either closes, once', () => {
  const now = effects.clock()
  const someNote = fc.record({ agreement: someAgreement, since: fc.option(fc.integer({ min: -3, max: 3 }).map((days) => instantOf(now + days * day)), { nil: undefined }) })
  fc.assert(
    fc.property(someNote, someNote, fc.constantFrom(...organisationKinds), ({ agreement: a, since: s }, { agreement: b, since: t }, holder) => {
      const [held, said] = [{ agreement: a, ...(s && { since: s }) }, { agreement: b, ...(t && { since: t }) }]
      const next = afterOneAhead(held, said, now)
      const both = opens(held, holder).filter((kind) => opens(said, holder).includes(kind))
      const outdone = s !== undefined && t !== undefined && Date.parse(s) <= now && Date.parse(t) > now && both.length < opens(said, holder).length
      expect(!outdone || (isLater(next.since, said.since) && opens(standingNote(next, said), holder).join() === both.join())).toBe(true)
      expect(opens(held, holder)).toEqual(expect.arrayContaining(opens(next, holder)))
      expect(afterOneAhead(next, said, now)).toEqual(next)
    }),
  )
})

it('[J91] a withdrawal whose import was cut off before it stood in the document stands there once the desk is opened anew', async () => {
  const vault = memoryVault()
  const person = someone('Okafor', agreed)
  await vault.rooms.put([{ id: person.id, ...newRoom(effects) }])
  await describePerson(vault, person, effects)
  const withdrawn = { ...person, agreement: { kind: 'declined' as const }, agreementSince: instantOf(effects.clock()) }
  await agreementKeeper({ vault, effects })([withdrawn])
  await vi.waitFor(async () => expect(await withDoc(vault, personDocId(person.id), (doc) => personDoc(doc, effects).agreement())).toEqual({ kind: 'declined' }))
})

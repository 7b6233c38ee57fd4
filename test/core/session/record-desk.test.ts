import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { memoryHost } from '../../../src/core/memory-host.ts'
import { utf8 } from '../../../src/core/model/bytes.ts'
import { retentionInWords } from '../../../src/core/model/retention.ts'
import { aPerson } from '../model/people.ts'
import { cardOf, colleagues, deskOf, westLeeds } from './colleagues.ts'

async function deskWith(person = aPerson(), host = memoryHost()) {
  const session = await colleagues().newcomer(host)
  await session.createTeam(westLeeds, cardOf('Nadia Clegg'), 'four unrelated quiet words')
  const desk = deskOf(session)
  await desk.importPeople({ add: [person], update: [], known: [], unchanged: 0 })
  return { desk, person }
}

describe('what is held, at the desk', () => {
  it('[R81] every look is noted, reading the list of looks too', async () => {
    const { desk, person } = await deskWith()
    await desk.viewPerson(person.id)
    const team = await desk.readTrail()
    expect(team.map(({ kind, detail }) => `${kind}: ${detail}`)).toEqual(expect.arrayContaining(['viewed: Opened the person’s page', 'viewed: Opened the team’s list of who saw and changed what']))
    const ofPerson = await desk.readTrail(person.id)
    expect(ofPerson.every((entry) => entry.person === person.id)).toBe(true)
    expect(ofPerson.map(({ detail }) => detail)).toContain('Opened the list of who saw and changed what')
  })

  it('[R76] a legal hold is set and lifted with a reason, both noted, and ends no sooner', async () => {
    const { desk, person } = await deskWith(aPerson({ step: 'Moved on', updatedAt: '1990-01-01T09:00:00.000Z', referredOn: '1989-06-01' }))
    expect(await desk.retention(person.id)).toMatchObject({ kind: 'over' })
    await expect(desk.setLegalHold(person.id, ' ')).rejects.toMatchObject({ problem: { code: 'reason-missing' } })
    await desk.setLegalHold(person.id, 'A complaint is being looked into')
    const held = await desk.retention(person.id)
    expect(held && retentionInWords(held)).toContain('A complaint is being looked into')
    await expect(desk.liftLegalHold(person.id, '')).rejects.toMatchObject({ problem: { code: 'reason-missing' } })
    expect(await desk.retention(person.id)).toMatchObject({ kind: 'held' })
    await desk.liftLegalHold(person.id, 'The complaint is closed')
    expect(await desk.retention(person.id)).toMatchObject({ kind: 'over' })
    expect((await desk.auditOf(person.id)).map(({ detail }) => detail)).toEqual(['Set a legal hold: A complaint is being looked into', 'Lifted the legal hold: The complaint is closed'])
  })

  it('[V84] an import changes its own fields alone, whatever was changed of the person since it was looked at', async () => {
    const { desk, person } = await deskWith()
    const update = { ...person, gpPractice: 'B86002', updatedAt: '2026-11-23T09:00:00.000Z' as typeof person.updatedAt }
    await desk.setLegalHold(person.id, 'A complaint is being looked into')
    await desk.importPeople({ add: [], update: [update], known: [person], unchanged: 0 })
    expect(desk.people.get()).toMatchObject([{ gpPractice: 'B86002', updatedAt: update.updatedAt, legalHold: { because: 'A complaint is being looked into' } }])
  })

  it('[R87] everything held is looked through, noted in the ledger and in the list, and only then handed over', async () => {
    const host = memoryHost()
    const { desk, person } = await deskWith(aPerson(), host)
    const preview = await desk.previewAccess(person.id)
    const { name, content } = await desk.makeAccessPackage(preview, { withheld: new Set(), recipient: { kind: 'The person', name: 'Declan Osei' }, onProgress: () => undefined })
    expect(name).toMatch(/^everything-held-\d{4}-\d{2}-\d{2}\.zip$/)
    expect(Object.keys(unzipSync(content))).toEqual(['index.html', 'everything.json', 'who-saw-what.fhir.json'])
    const ledger = utf8.decode(host.files.get('ledger.jsonl') ?? new Uint8Array())
    expect(ledger).toContain('"kind":"export"')
    expect(ledger).not.toContain('Osei')
    expect((await desk.verifyRecords(() => undefined)).findings).toEqual([])
    expect((await desk.auditOf(person.id)).map(({ kind }) => kind)).toEqual(['viewed', 'exported'])
  })

  it('[R87] what cannot be noted in the record is not handed over', async () => {
    const host = memoryHost()
    const { desk, person } = await deskWith(aPerson(), host)
    const preview = await desk.previewAccess(person.id)
    host.breakRecords('disk-full')
    await expect(desk.makeAccessPackage(preview, { withheld: new Set(), recipient: { kind: 'The person', name: 'Declan Osei' }, onProgress: () => undefined })).rejects.toThrow(/disk/)
    expect((await desk.auditOf(person.id)).map(({ kind }) => kind)).toEqual(['viewed'])
  })
})

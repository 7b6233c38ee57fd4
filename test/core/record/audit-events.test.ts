import { beforeAll, describe, expect, it } from 'vitest'
import { auditEntry, auditKinds, type AuditEntry } from '../../../src/core/model/audit.ts'
import { canonicalText } from '../../../src/core/record/canonical.ts'
import { auditBundle } from '../../../src/core/record/fhir/audit-events.ts'
import { idFrom } from '../../fixtures/record/sample-outcome.ts'
import { loadValidator } from './fhir-validator.ts'

let errorsOf: (resource: object) => string[]
beforeAll(async () => {
  errorsOf = await loadValidator()
}, 60_000)

const person = idFrom(0xe1)
const anEntry = (kind: AuditEntry['kind'], change: object = {}): AuditEntry =>
  auditEntry.parse({ at: '2026-11-24T10:00:00.000Z', by: 'Nadia Clegg', kind, person, detail: `What was ${kind}`, ...change })
const told = (trail: readonly AuditEntry[]) =>
  auditBundle({ trail, team: { id: idFrom(0xd1) as never, name: 'Riverside hub' }, nameOf: () => 'OSEI, Declan (Mx)', at: '2026-11-24T11:00:00.000Z' as never })
const events = async (trail: readonly AuditEntry[]): Promise<Record<string, unknown>[]> => {
  const { entry = [] } = JSON.parse(canonicalText(await told(trail)))
  return entry.map(({ resource }: { resource: Record<string, unknown> }) => resource)
}

describe('who saw and changed what, as FHIR', () => {
  it.each(auditKinds)('[R204] %s is an AuditEvent that validates as base FHIR R4, about somebody or nobody', async (kind) => {
    const trail = [anEntry(kind), anEntry(kind, { person: undefined })]
    expect(errorsOf(await told(trail))).toEqual([])
    expect((await events(trail)).flatMap(errorsOf)).toEqual([])
  })

  it('[R204] the validator is awake: one without its time, its agent or its source is refused', async () => {
    const [event] = await events([anEntry('viewed')])
    for (const field of ['recorded', 'agent', 'source', 'type']) expect(errorsOf({ ...event, [field]: undefined })).not.toEqual([])
    expect(errorsOf({ ...event, shoeSize: 9 })).not.toEqual([])
  })

  it('[R205] each says who did what, when, to whose record, in words and with codes that FHIR itself lists', async () => {
    expect(await events([anEntry('exported'), anEntry('viewed'), anEntry('without-agreement'), anEntry('erased', { person: undefined })])).toMatchObject([
      {
        type: { system: 'http://dicom.nema.org/resources/ontology/DCM', code: '110106', display: 'Export' },
        action: 'R',
        recorded: '2026-11-24T10:00:00.000Z',
        agent: [{ name: 'Nadia Clegg', requestor: true }],
        source: { site: 'Riverside hub' },
        outcomeDesc: 'What was exported',
        text: { div: expect.stringContaining('Exported by Nadia Clegg: What was exported') },
        entity: [{ what: { display: 'OSEI, Declan (Mx)', identifier: { value: expect.stringMatching(/^urn:uuid:/) } }, role: { code: '1', display: 'Patient' } }],
      },
      { type: { code: '110110', display: 'Patient Record' }, action: 'R' },
      { action: 'R', purposeOfEvent: [{ coding: [{ code: 'BTG' }] }] },
      { type: { code: '110100' }, action: 'D' },
    ])
    expect((await events([anEntry('erased', { person: undefined })]))[0]).not.toHaveProperty('entity')
  })

  it('[R205] no entry is left out or told twice, alike or not, the order stays, and the same list gives the same bytes', async () => {
    const trail = [...auditKinds.map((kind) => anEntry(kind)), anEntry('viewed'), anEntry('viewed')]
    const bundle = JSON.parse(canonicalText(await told(trail)))
    expect(bundle.entry.map(({ resource }: { resource: { outcomeDesc: string } }) => resource.outcomeDesc)).toEqual(trail.map(({ detail }) => detail))
    expect(new Set(bundle.entry.map(({ fullUrl }: { fullUrl: string }) => fullUrl)).size).toBe(trail.length)
    expect(canonicalText(await told(trail))).toBe(canonicalText(bundle))
    expect(errorsOf(await told([]))).toEqual([])
  })

  it('[R205] what nobody can write in FHIR, and markup, stays text', async () => {
    const [event] = await events([anEntry('changed', { detail: '<b>Odd</b>\u0007 & "so"' })])
    expect(event).toMatchObject({ outcomeDesc: '<b>Odd</b>\uFFFD & "so"', text: { div: expect.stringContaining('&lt;b&gt;Odd&lt;/b&gt;\uFFFD &amp;') } })
  })
})

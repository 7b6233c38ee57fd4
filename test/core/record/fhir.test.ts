import { beforeAll, describe, expect, it } from 'vitest'
import { utf8, fromBase64url } from '../../../src/core/model/bytes.ts'
import { roles } from '../../../src/core/model/team.ts'
import { digestOf } from '../../../src/core/record/digest.ts'
import { canonicalBytes, canonicalText } from '../../../src/core/record/canonical.ts'
import { extractBundle, outcomeBundle } from '../../../src/core/record/fhir/outcome-bundle.ts'
import type { Resource } from '../../../src/core/record/fhir/resource.ts'
import { idFrom, sampleTeam, signedSample, type SignedSample } from '../../fixtures/record/sample-outcome.ts'
import { mark } from '../../../src/core/model/mark.ts'
import { loadValidator } from './fhir-validator.ts'
import { extractOf, usualSections } from '../../../src/core/record/leaving/extract.ts'

let errorsOf: (resource: object) => string[]
let sample: SignedSample
let bundle: Resource

beforeAll(async () => {
  errorsOf = await loadValidator()
  sample = await signedSample()
  bundle = await outcomeBundle(sample.outcome, sample.payload, sample.answers)
}, 60_000)

interface BundleEntry {
  readonly fullUrl: string
  readonly resource: Resource
}
const isEntry = (value: unknown): value is BundleEntry =>
  typeof value === 'object' && value !== null && 'fullUrl' in value && 'resource' in value
const entriesOf = (of: Resource): BundleEntry[] => (Array.isArray(of['entry']) ? of['entry'].filter(isEntry) : [])
const resources = (type: string, of = bundle): Resource[] =>
  entriesOf(of)
    .map(({ resource }) => resource)
    .filter(({ resourceType }) => resourceType === type)

function everyString(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(everyString)
}

const variants: [string, Record<string, unknown>][] = [
  ['everything in it', {}],
  [
    'as little as an outcome can say',
    {
      ownWords: [],
      formulation: '',
      options: '',
      personWants: '',
      allocation: [],
      toTell: [],
      challenges: [],
      agreement: { kind: 'not-asked' },
    },
  ],
  [
    'a person without an NHS number',
    {
      person: {
        id: 'ab'.repeat(16),
        nhsNumber: { kind: 'absent', reason: 'Seeking asylum' },
        familyName: 'Haile',
        givenName: 'Sara',
        preferredName: '',
        title: '',
        born: '1999-02-28',
        gender: 'Not stated',
      },
      agreement: { kind: 'declined' },
    },
  ],
  [
    'an outcome that replaces another',
    { replaces: { outcome: 'cd'.repeat(16), because: 'The tenancy came through early.' } },
  ],
  [
    'markup and odd characters in its text',
    { decision: '<script>alert(1)</script> & "both" \u0007 ]]> 😀', question: 'Tom & Jerry <b>?' },
  ],
  [
    'a team that has said nothing of how to reach it',
    { team: { id: 'ab'.repeat(16), name: 'Riverside hub', area: '', holder: 'NHS', contact: '', crisisContact: '', quorum: 1, practice: true } },
  ],
]

describe('the FHIR document', () => {
  it('[R93] a team that has said nothing of how to reach it has no empty list of contacts', async () => {
    const { outcome, payload, answers } = await signedSample(1, { team: { ...sample.outcome.team, contact: '', crisisContact: '' } })
    expect(canonicalText(await outcomeBundle(outcome, payload, answers))).not.toMatch(/:\[\]|:\{\}/)
  })

  it.each(Object.entries(usualSections))('[R16] with what a recipient of the kind %s gets it validates as base FHIR R4', async (_kind, chosen) => {
    const marks = [mark.parse({ passage: `actions/${sample.outcome.actions[0]?.id}`, because: 'third-party', by: 'A', at: sample.outcome.readBackAt })]
    const extract = extractOf(sample, marks, chosen)
    expect(errorsOf(await extractBundle(extract, sample.payload))).toEqual([])
  })

  it.each(variants)('[R16] with %s it validates as base FHIR R4', async (_what, over) => {
    const { outcome, payload, answers } = await signedSample(1, over)
    const made = await outcomeBundle(outcome, payload, answers)
    expect(errorsOf(made)).toEqual([])
    expect(entriesOf(made).flatMap(({ resource }) => errorsOf(resource))).toEqual([])
  })

  it('[R16] the validator is awake: a document without a Composition, or with an unknown field, is refused', () => {
    const [first, ...others] = entriesOf(bundle)
    expect(
      errorsOf({
        ...bundle,
        entry: others.map((entry) => ({ ...entry, resource: { ...entry.resource, shoeSize: 9 } })),
      }),
    ).not.toEqual([])
    expect(errorsOf({ ...bundle, timestamp: undefined })).not.toEqual([])
    expect(errorsOf({ ...first?.resource, status: undefined })).not.toEqual([])
  })

  it('[R16] it is a document: Composition first, identified, dated, each address once, each reference inside it', () => {
    const entries = entriesOf(bundle)
    expect(bundle).toMatchObject({
      type: 'document',
      timestamp: sample.outcome.readBackAt,
      identifier: { system: 'urn:ietf:rfc:3986', value: expect.stringMatching(/^urn:uuid:/) },
    })
    expect(entries[0]?.resource.resourceType).toBe('Composition')
    const addresses = entries.map(({ fullUrl }) => fullUrl)
    expect(new Set(addresses).size).toBe(addresses.length)
    expect(
      addresses.filter(
        (address) => !/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(address),
      ),
    ).toEqual([])
    const references = JSON.stringify(bundle).matchAll(/"reference":"([^"]+)"/g)
    expect(
      Array.from(references, ([, reference]) => reference).filter((reference) => !addresses.includes(reference ?? '')),
    ).toEqual([])
  })

  it('[R16] nothing in the document is unreachable from its Composition', () => {
    const byAddress = new Map(entriesOf(bundle).map(({ fullUrl, resource }) => [fullUrl, resource]))
    const reached = new Set<string>()
    const visit = (address: string): void => {
      if (reached.has(address)) return
      reached.add(address)
      for (const text of everyString(byAddress.get(address))) if (byAddress.has(text)) visit(text)
    }
    visit(entriesOf(bundle)[0]?.fullUrl ?? '')
    expect(Array.from(byAddress.keys()).filter((address) => !reached.has(address))).toEqual([])
  })

  it('[R17] the person’s own words come first, and every section says something', () => {
    const [composition] = resources('Composition')
    const sections = Array.isArray(composition?.['section']) ? composition['section'] : []
    expect(sections[0]).toMatchObject({
      title: 'In Dec’s own words',
      text: { div: expect.stringContaining('I want to get back to the allotment') },
    })
    expect(sections.filter((section) => !everyString(section).some((text) => text.startsWith('<div')))).toEqual([])
  })

  it('[R17] markup in anybody’s text stays text', async () => {
    const { outcome, payload, answers } = await signedSample(1, {
      decision: '<script>alert("1")</script> & more\u0007',
    })
    const made = await outcomeBundle(outcome, payload, answers)
    const narratives = everyString(made).filter((text) => text.startsWith('<div'))
    expect(
      narratives.some((text) => text.includes('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; more\uFFFD')),
    ).toBe(true)
    expect(
      narratives.filter((text) => /<(?!\/?(div|p|br|ul|li|table|thead|tbody|tr|th|td|blockquote)\b)/.test(text)),
    ).toEqual([])
  })

  it('[R17] a person without an NHS number has the reason, and no empty number', async () => {
    const { outcome, payload, answers } = await signedSample(1, variants[2]?.[1])
    const [person] = resources('Patient', await outcomeBundle(outcome, payload, answers))
    expect(person?.['extension']).toEqual([
      {
        url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberUnavailableReason',
        valueCodeableConcept: { text: 'Seeking asylum' },
      },
    ])
    expect(JSON.stringify(person)).not.toContain('nhs-number"')
  })

  it('[R17] UK Core’s profile is named on every resource, and the NHS number says that it was not traced', () => {
    expect(
      entriesOf(bundle).filter(
        ({ resource }) => !JSON.stringify(resource['meta']).includes(`UKCore-${resource.resourceType}`),
      ),
    ).toEqual([])
    expect(resources('Patient')[0]).toMatchObject({
      identifier: [
        {
          system: 'https://fhir.nhs.uk/Id/nhs-number',
          value: '9990000018',
          extension: [{ valueCodeableConcept: { coding: [{ code: '02' }] } }],
        },
        {},
      ],
    })
  })

  it.each([
    // What UK Core’s guide (version 2, page of each profile) lists as to be supported, as far as an outcome knows it.
    ['Composition', ['status', 'type', 'subject', 'author', 'custodian']],
    ['Patient', ['identifier', 'name', 'gender', 'birthDate']],
    ['Encounter', ['identifier', 'status', 'class', 'subject', 'participant', 'reasonCode']],
    ['Practitioner', ['identifier', 'name']],
    ['PractitionerRole', ['practitioner', 'organization', 'code']],
    ['Organization', ['name']],
    ['Task', ['status', 'intent', 'for', 'authoredOn', 'requester', 'owner', 'restriction']],
  ])('[R78] every %s says what UK Core asks to be supported', (type, fields) => {
    const all = resources(type)
    expect(all.length).toBeGreaterThan(0)
    for (const resource of all) expect(Object.keys(resource)).toEqual(expect.arrayContaining(fields))
  })

  it('[R78] the person’s number, name and the team carry the parts that UK Core asks to be supported', () => {
    expect(resources('Patient')[0]).toMatchObject({
      identifier: expect.arrayContaining([{ system: expect.any(String), value: expect.any(String), extension: expect.anything() }]),
      name: expect.arrayContaining([expect.objectContaining({ family: 'Osei', given: ['Declan'] })]),
    })
    expect(resources('Organization')).toContainEqual(
      expect.objectContaining({ name: 'Riverside hub', active: true, identifier: [{ system: expect.any(String), value: expect.any(String) }] }),
    )
    expect(resources('Encounter')[0]).toMatchObject({ participant: expect.arrayContaining([expect.objectContaining({ individual: expect.anything() })]) })
  })

  it('[R17] only codes that were found in a published file are used, whoever was there', async () => {
    const allowed = [
      '34098-4 64292-6 734163000 224563006 310191001 80584001 80546007 224588003 734293001 02 patient-privacy attester assembler OTH',
      '1.2.840.10065.1.12.1.5 participation clinical-narrative patient-and-carer-concerns-expectations-and-wishes services-and-care',
      'plan-and-requested-actions consent-for-information-sharing distribution-list person-completing-record replaces',
    ].flatMap((line) => line.split(' '))
    const { nurse } = await sampleTeam()
    const { outcome, payload, answers } = await signedSample(1, {
      present: roles.map((role, index) => ({ card: { ...nurse.card, device: idFrom(index), role }, arrivedAt: sample.outcome.readBackAt, where: 'remote' })),
      replaces: { outcome: idFrom(1), because: 'It came through early.' },
    })
    const all = JSON.stringify([bundle, await outcomeBundle(outcome, payload, answers)])
    const used = Array.from(all.matchAll(/"code":"([^"]+)"/g), ([, code]) => code ?? '')
    expect(used.filter((code) => !allowed.includes(code))).toEqual([])
  })

  it('[R17] the Provenance carries each signature and the digest of what was signed', async () => {
    const [provenance] = resources('Provenance')
    expect(JSON.stringify(provenance)).toContain(await digestOf(utf8.encode(sample.payload)))
    const signatures = sample.answers.map(({ kind, signature }) => ({
      data: Buffer.from(fromBase64url(signature)).toString('base64'),
      type: [expect.objectContaining({ display: kind === 'signed' ? 'Verification Signature' : 'Declined to sign' })],
    }))
    expect(provenance?.['signature']).toEqual(signatures.map((each) => expect.objectContaining(each)))
  })

  it('[R18] the same outcome gives the same document, byte for byte', async () => {
    const again = await outcomeBundle(sample.outcome, sample.payload, sample.answers)
    expect(canonicalBytes(again)).toEqual(canonicalBytes(bundle))
    const other = await signedSample(2)
    expect(canonicalText(await outcomeBundle(other.outcome, other.payload, other.answers))).not.toContain(
      entriesOf(bundle)[0]?.fullUrl,
    )
  })
})

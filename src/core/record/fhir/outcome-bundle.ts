import type { Answer } from '../../model/checkpoint.ts'
import { fromBase64url } from '../../model/bytes.ts'
import type { NamedPerson } from '../../model/decision.ts'
import type { Outcome } from '../../model/outcome.ts'
import { bannerName } from '../../model/person.ts'
import { loadDigest } from '../digest.ts'
import type { Extract } from '../leaving/extract.ts'
import { canonicalText } from '../canonical.ts'
import { inWords, outcomeSections, type Section, type SectionKey } from '../outcome-sections.ts'
import { narrative, sentence } from './narrative.ts'
import {
  cardReference,
  namedReference,
  personEntry,
  personReference,
  staffEntries,
  teamEntry,
  teamReference,
  uuidOf,
} from './people.ts'
import { agreementEntry, huddleEntry, planEntries } from './plan.ts'
import {
  addressesFor,
  clean,
  coded,
  lean,
  text,
  ukCore,
  type AddressOf,
  type Entry,
  type Reference,
  type Resource,
} from './resource.ts'

/** Codes of UKCore-RecordStandardHeadings where one fits; the other headings go out in words. */
const headings: Partial<Record<SectionKey, readonly [string, string]>> = {
  'own-words': [
    'patient-and-carer-concerns-expectations-and-wishes',
    'Patient and carer concerns, expectations and wishes',
  ],
  wants: ['patient-and-carer-concerns-expectations-and-wishes', 'Patient and carer concerns, expectations and wishes'],
  decision: ['plan-and-requested-actions', 'Plan and requested actions'],
  actions: ['plan-and-requested-actions', 'Plan and requested actions'],
  keyworker: ['services-and-care', 'Services and care'],
  told: ['distribution-list', 'Distribution list'],
  formulation: ['clinical-narrative', 'Clinical narrative'],
  agreement: ['consent-for-information-sharing', 'Consent for information sharing'],
  present: ['participation', 'Participation'],
  answers: ['person-completing-record', 'Person completing record'],
}

/**
 * An outcome as a FHIR R4 document Bundle, with UK Core profiles named where there are some. Only codes that were found
 * in a published file are used; everything else goes out in words. The same input gives the same Bundle.
 *
 * @param payload the canonical text that was signed.
 */
export function outcomeBundle(signed: Outcome, payload: string, given: readonly Answer[]): Promise<Resource> {
  return documentOf({ outcome: signed, answers: given, sections: outcomeSections(signed, given) }, payload, 'document')
}

/**
 * What one recipient gets, as a document of its own: another selection of the same outcome has another identifier, so
 * that a server keeps both, and the same selection always has the same.
 */
export async function extractBundle(extract: Extract, payload: string): Promise<Resource> {
  if (extract.whole) return outcomeBundle(extract.outcome, payload, extract.answers)
  const { outcome, answers, sections } = extract
  const digest = await loadDigest()
  return documentOf(extract, payload, `extract ${digest(canonicalText({ outcome, answers, sections }))}`)
}

interface Contents {
  readonly outcome: Outcome
  readonly answers: readonly Answer[]
  readonly sections: readonly Section[]
}

async function documentOf(contents: Contents, payload: string, part: string): Promise<Resource> {
  const { outcome, answers, sections } = clean(contents)
  const digest = await loadDigest()
  const addressOf = addressesFor(digest, outcome.id)
  return {
    resourceType: 'Bundle',
    identifier: { system: 'urn:ietf:rfc:3986', value: addressOf(part) },
    type: 'document',
    timestamp: outcome.readBackAt,
    entry: [
      compositionEntry(addressOf, { outcome, answers, sections }),
      personEntry(addressOf, outcome),
      teamEntry(addressOf, outcome),
      ...staffEntries(addressOf, outcome),
      huddleEntry(addressOf, outcome),
      ...planEntries(addressOf, outcome, answers),
      agreementEntry(addressOf, outcome),
      provenanceEntry(addressOf, outcome, answers, digest(payload)),
    ],
  }
}

function compositionEntry(addressOf: AddressOf, { outcome, answers, sections }: Contents): Entry {
  const { huddle, person, team, readBackAt, replaces } = outcome
  const entries: Partial<Record<SectionKey, readonly string[]>> = {
    decision: [addressOf('plan')],
    actions: outcome.actions.map(({ id }) => addressOf(`action ${id}`)),
    keyworker: [addressOf('care team')],
    agreement: [addressOf('agreement')],
    present: [addressOf('huddle'), ...outcome.present.map(({ card }) => addressOf(`role ${card.device}`))],
    answers: [addressOf('provenance')],
    contact: [addressOf('team')],
  }
  const by = (named: readonly NamedPerson[]): readonly Reference[] | undefined =>
    named.length > 0 ? named.map((each) => namedReference(addressOf, outcome, each)) : undefined
  const authors: Partial<Record<SectionKey, readonly Reference[] | undefined>> = {
    challenges: by(outcome.challenges.map((each) => each.by)),
    formulation: by(namedBeside(outcome)),
  }
  const title = `Outcome of a huddle: ${bannerName(person)}${team.practice ? ' (practice: not a real person)' : ''}`
  return {
    fullUrl: addressOf('composition'),
    resource: lean({
      resourceType: 'Composition',
      meta: ukCore('Composition'),
      language: 'en-GB',
      text: sentence(title),
      identifier: { system: 'urn:ietf:rfc:3986', value: uuidOf(outcome.id) },
      status: replaces ? 'amended' : 'final',
      type: coded('http://loinc.org', '34098-4', 'Conference note', 'Outcome of a huddle'),
      subject: personReference(addressOf, outcome),
      encounter: { reference: addressOf('huddle'), display: huddle.title },
      date: readBackAt,
      author: [namedReference(addressOf, outcome, huddle.noteKeeper), teamReference(addressOf, outcome)],
      title,
      attester: answers
        .filter(({ kind }) => kind === 'signed')
        .map(({ card, at }) => ({ mode: 'professional', time: at, party: cardReference(addressOf, card) })),
      custodian: teamReference(addressOf, outcome),
      relatesTo: replaces
        ? [{ code: 'replaces', targetIdentifier: { system: 'urn:ietf:rfc:3986', value: uuidOf(replaces.outcome) } }]
        : undefined,
      section: sections.map(({ key, title: heading, blocks }) => {
        const code = headings[key]
        return lean({
          title: heading,
          code: code
            ? coded('https://fhir.hl7.org.uk/CodeSystem/UKCore-RecordStandardHeadings', code[0], code[1], heading)
            : text(heading),
          author: authors[key],
          text: { ...narrative(blocks), status: 'additional' },
          entry: entries[key]?.map((reference) => ({ reference })),
        })
      }),
    }),
  }
}

/** Everybody who thought a formulation through, wrote it, is still talking it over or would change it, once each. */
function namedBeside({ formulationAbout: beside }: Outcome): NamedPerson[] {
  if (!beside) return []
  const all = [
    ...beside.authors,
    ...beside.writers.map(({ by }) => by),
    ...beside.comments.flatMap(({ by, replies }) => [by, ...replies.map((reply) => reply.by)]),
    ...(beside.suggestions ?? []).map(({ by }) => by),
  ]
  return [...new Map(all.map((each) => [`${each.device ?? ''} ${inWords(each)}`, each])).values()]
}

/** Who signed what: each signature with the digest that it is over, and who declined. */
function provenanceEntry(
  addressOf: AddressOf,
  outcome: Outcome,
  answers: readonly Answer[],
  payloadDigest: string,
): Entry {
  const signed = answers.flatMap((given) => (given.kind === 'signed' ? [given] : []))
  const declined = answers.flatMap((given) => (given.kind === 'declined' ? [given] : []))
  const words = [
    ...signed.map(({ card }) => `${card.name} signed.`),
    ...declined.map(({ card, because }) => `${card.name} declined: ${because}`),
    ...(answers.length === 0 ? ['Nobody signed.'] : []),
  ].join(' ')
  return {
    fullUrl: addressOf('provenance'),
    resource: lean({
      resourceType: 'Provenance',
      meta: ukCore('Provenance'),
      text: sentence(words),
      target: [{ reference: addressOf('composition'), display: 'Outcome of a huddle' }],
      occurredDateTime: outcome.readBackAt,
      recorded: outcome.readBackAt,
      agent: [
        {
          type: coded('http://terminology.hl7.org/CodeSystem/provenance-participant-type', 'assembler', 'Assembler'),
          who: namedReference(addressOf, outcome, outcome.huddle.noteKeeper),
        },
        ...signed.map(({ card }) => ({
          type: coded('http://terminology.hl7.org/CodeSystem/provenance-participant-type', 'attester', 'Attester'),
          who: cardReference(addressOf, card),
        })),
        ...declined.map(({ card, because }) => ({
          type: text(`Declined to sign: ${because}`),
          who: cardReference(addressOf, card),
        })),
      ],
      entity: [
        {
          role: 'source',
          what: {
            identifier: { type: text('SHA-256 of outcome.json'), value: payloadDigest },
            display: 'outcome.json: what was signed',
          },
        },
      ],
      signature: answers.length === 0 ? undefined : answers.map((given) => signatureOf(addressOf, given)),
    }),
  }
}

/** A refusal is signed as well; there is no code for one, so it is typed in words. */
function signatureOf(addressOf: AddressOf, { kind, card, at, signature }: Answer): object {
  return {
    type: [
      kind === 'signed'
        ? {
            system: 'urn:iso-astm:E1762-95:2013',
            code: '1.2.840.10065.1.12.1.5',
            display: 'Verification Signature',
          }
        : { display: 'Declined to sign' },
    ],
    when: at,
    who: cardReference(addressOf, card),
    targetFormat: 'application/json',
    sigFormat: 'application/octet-stream',
    data: toBase64(fromBase64url(signature)),
  }
}

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))

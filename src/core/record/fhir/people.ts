import type { Outcome } from '../../model/outcome.ts'
import type { PersonIdentity } from '../../model/person.ts'
import { bannerName, bannerNhsNumber } from '../../model/person.ts'
import type { NamedPerson } from '../../model/decision.ts'
import { organisationKindNames, type StaffCard } from '../../model/team.ts'
import { inWords } from '../outcome-sections.ts'
import { sentence } from './narrative.ts'
import { coded, lean, text, ukCore, type AddressOf, type Entry, type Reference } from './resource.ts'

const snomed = 'http://snomed.info/sct'

/** SNOMED CT codes of roles that were found in a published file; every other role goes out in words. */
const roleCodes: Partial<Record<StaffCard['role'], readonly [string, string]>> = {
  'Mental health nurse': ['224563006', 'Mental health nurse'],
  'Clinical psychologist': ['310191001', 'Clinical psychologist'],
  Psychiatrist: ['80584001', 'Psychiatrist'],
  'Occupational therapist': ['80546007', 'Occupational therapist'],
  'Psychological therapist / psychotherapist': ['224588003', 'Psychotherapist'],
  'Mental health pharmacist': ['734293001', 'Clinical pharmacist'],
}

/** Codes of UKCore-NHSNumberVerificationStatusEngland: a number from an extract is present and has not been traced here. */
const notTraced = coded(
  'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland',
  '02',
  'Number present but not traced',
)

const fhirGender = {
  Female: 'female',
  Male: 'male',
  'Non-binary': 'other',
  'Not stated': 'unknown',
} as const satisfies Record<PersonIdentity['gender'], string>

export const personReference = (addressOf: AddressOf, { person }: Outcome): Reference => ({
  reference: addressOf('person'),
  display: bannerName(person),
})

export function personEntry(addressOf: AddressOf, { person, team }: Outcome): Entry {
  const { nhsNumber, title } = person
  const extension = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumber'
  return {
    fullUrl: addressOf('person'),
    resource: lean({
      resourceType: 'Patient',
      meta: ukCore('Patient'),
      text: sentence(
        `${bannerName(person)}. Born ${person.born}. Gender ${person.gender}. NHS No. ${bannerNhsNumber(person)}.${team.practice ? ' Practice: not a real person.' : ''}`,
      ),
      extension:
        nhsNumber.kind === 'absent'
          ? [{ url: `${extension}UnavailableReason`, valueCodeableConcept: text(nhsNumber.reason) }]
          : undefined,
      identifier: [
        ...(nhsNumber.kind === 'known'
          ? [
              {
                extension: [{ url: `${extension}VerificationStatus`, valueCodeableConcept: notTraced }],
                system: 'https://fhir.nhs.uk/Id/nhs-number',
                value: nhsNumber.number,
              },
            ]
          : []),
        { system: 'urn:ietf:rfc:3986', value: uuidOf(person.id) },
      ],
      name: [
        lean({
          use: 'official',
          family: person.familyName,
          given: [person.givenName],
          prefix: title ? [title] : undefined,
        }),
        ...(person.preferredName ? [{ use: 'usual', text: person.preferredName }] : []),
      ],
      gender: fhirGender[person.gender],
      birthDate: person.born,
      deceasedDateTime: person.died,
    }),
  }
}

/** An id of ours as a URI: FHIR asks for one that means the same everywhere. */
export const uuidOf = (id: string): string =>
  `urn:uuid:${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`

export const teamReference = (addressOf: AddressOf, { team }: Outcome): Reference => ({
  reference: addressOf('team'),
  display: team.name,
})

export function teamEntry(addressOf: AddressOf, { team }: Outcome): Entry {
  const contact = [
    ...(team.contact ? [{ purpose: text('To reach the team'), name: { text: team.contact } }] : []),
    ...(team.crisisContact ? [{ purpose: text('In a crisis'), name: { text: team.crisisContact } }] : []),
  ]
  const holder = `Who holds the person’s record: ${team.holder} (${organisationKindNames[team.holder]})`
  return {
    fullUrl: addressOf('team'),
    resource: lean({
      resourceType: 'Organization',
      meta: ukCore('Organization'),
      text: sentence(`${team.area ? `${team.name}, ${team.area}` : team.name}. ${holder}.`),
      identifier: [{ system: 'urn:ietf:rfc:3986', value: uuidOf(team.id) }],
      active: true,
      type: [text('Community mental-health team'), text(holder)],
      name: team.name,
      contact: contact.length > 0 ? contact : undefined,
      address: team.area ? [{ text: team.area }] : undefined,
    }),
  }
}

export const cardReference = (addressOf: AddressOf, card: Pick<StaffCard, 'device' | 'name' | 'role'>): Reference => ({
  reference: addressOf(`role ${card.device}`),
  display: inWords(card),
})

/** Somebody whom an outcome names: by their card where they were there, else in words, with their device where it is known. */
export function namedReference(addressOf: AddressOf, outcome: Outcome, named: NamedPerson): Reference {
  const there = outcome.present.find(({ card }) => card.device === named.device)
  if (there) return { ...cardReference(addressOf, there.card), display: inWords(named) }
  return { ...(named.device && { identifier: { system: 'urn:ietf:rfc:3986', value: uuidOf(named.device) } }), display: inWords(named) }
}

/** Practitioner, role and organisation of everybody who was there, each organisation once. */
export function staffEntries(addressOf: AddressOf, { present }: Outcome): Entry[] {
  const entries: Entry[] = []
  const seen = new Set<string>()
  const add = (entry: Entry): void => {
    if (!seen.has(entry.fullUrl)) entries.push(entry)
    seen.add(entry.fullUrl)
  }
  for (const { card } of present) {
    const practitioner = addressOf(`practitioner ${card.device}`)
    const organisation = addressOf(`organisation ${card.organisationKind} ${card.organisation}`)
    const known = roleCodes[card.role]
    add({
      fullUrl: practitioner,
      resource: {
        resourceType: 'Practitioner',
        meta: ukCore('Practitioner'),
        text: sentence(card.name),
        identifier: [
          { system: 'urn:ietf:rfc:3986', value: uuidOf(card.device) },
          { type: text('What this person’s device signs with (Ed25519, base64url)'), value: card.signingKey },
        ],
        name: [{ text: card.name }],
      },
    })
    add({
      fullUrl: organisation,
      resource: {
        resourceType: 'Organization',
        meta: ukCore('Organization'),
        text: sentence(`${card.organisation} (${organisationKindNames[card.organisationKind]})`),
        type: [text(organisationKindNames[card.organisationKind])],
        name: card.organisation,
      },
    })
    add({
      fullUrl: addressOf(`role ${card.device}`),
      resource: {
        resourceType: 'PractitionerRole',
        meta: ukCore('PractitionerRole'),
        text: sentence(`${card.name}, ${card.role}, ${card.organisation}${card.guest ? ', guest' : ''}`),
        practitioner: { reference: practitioner, display: card.name },
        organization: { reference: organisation, display: card.organisation },
        code: [known ? coded(snomed, known[0], known[1], card.role) : text(card.role)],
      },
    })
  }
  return entries
}

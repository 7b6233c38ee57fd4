import type { AuditEntry } from '../../model/audit.ts'
import type { Instant } from '../../model/dates.ts'
import type { PersonId } from '../../model/ids.ts'
import type { Team } from '../../model/team.ts'
import { kindInWords, type AuditKind } from '../../model/trail.ts'
import { canonicalText } from '../canonical.ts'
import { loadDigest } from '../digest.ts'
import { sentence } from './narrative.ts'
import { uuidOf } from './people.ts'
import { addressesFor, clean, coded, lean, ukCore, type Entry, type Resource } from './resource.ts'

/** DICOM's codes of what was done, as FHIR's own value set of audit events lists them. */
const types = {
  activity: ['110100', 'Application Activity'],
  export: ['110106', 'Export'],
  import: ['110107', 'Import'],
  record: ['110110', 'Patient Record'],
} as const

/** What was done, in FHIR's letters: create, read, update, delete, execute. */
type Action = 'C' | 'R' | 'U' | 'D' | 'E'

const done = {
  viewed: ['record', 'R'],
  imported: ['import', 'C'],
  changed: ['record', 'U'],
  discussed: ['record', 'E'],
  brought: ['import', 'C'],
  signed: ['record', 'E'],
  filed: ['export', 'C'],
  refused: ['record', 'E'],
  exported: ['export', 'R'],
  marked: ['record', 'U'],
  shared: ['export', 'R'],
  'without-agreement': ['record', 'R'],
  reviewed: ['record', 'E'],
  'backed-up': ['export', 'R'],
  restored: ['import', 'C'],
  erased: ['record', 'D'],
} as const satisfies Record<AuditKind, readonly [keyof typeof types, Action]>

export interface AuditToTell {
  readonly trail: readonly AuditEntry[]
  readonly team: Pick<Team, 'id' | 'name'>
  /** How a person is called here; an empty text where nobody knows them any more. */
  readonly nameOf: (person: PersonId) => string
  readonly at: Instant
}

/**
 * Who saw, changed, signed and sent what, as a FHIR R4 Bundle of AuditEvents, one to an entry and in their order. It is a
 * collection of its own: the signed document of an outcome stays as it was when it is looked at or sent.
 * The same input gives the same Bundle.
 */
export async function auditBundle(told: AuditToTell): Promise<Resource> {
  const { trail, team, at } = clean({ trail: told.trail, team: told.team, at: told.at })
  const addressOf = addressesFor(await loadDigest(), team.id)
  const seen = new Map<string, number>()
  const entry = trail.map((each): Entry => {
    // Two that are alike in everything are told apart by which comes first.
    const said = canonicalText(each)
    const count = (seen.get(said) ?? 0) + 1
    seen.set(said, count)
    return { fullUrl: addressOf(`audit ${count} ${said}`), resource: auditEvent(each, team, clean(each.person === undefined ? '' : told.nameOf(each.person))) }
  })
  return lean({ resourceType: 'Bundle', type: 'collection', timestamp: at, entry: entry.length > 0 ? entry : undefined })
}

function auditEvent({ at, by, kind, person, detail }: AuditEntry, team: AuditToTell['team'], name: string): Resource {
  const [what, action] = done[kind]
  // Without a person it is the app that was used: the list of a team, a backup, an import of many.
  const [code, display] = types[what === 'record' && person === undefined ? 'activity' : what]
  return lean({
    resourceType: 'AuditEvent',
    meta: ukCore('AuditEvent'),
    text: sentence(`${kindInWords(kind)} by ${by}: ${detail}`),
    type: { system: 'http://dicom.nema.org/resources/ontology/DCM', code, display },
    subtype: [{ display: kindInWords(kind) }],
    action,
    recorded: at,
    outcome: '0',
    outcomeDesc: detail,
    purposeOfEvent: kind === 'without-agreement' ? [coded('http://terminology.hl7.org/CodeSystem/v3-ActReason', 'BTG', 'break the glass', 'Looked at without the person’s agreement')] : undefined,
    agent: [{ who: { display: by }, name: by, requestor: true }],
    source: { site: team.name, observer: { identifier: { system: 'urn:ietf:rfc:3986', value: uuidOf(team.id) }, display: `MDT Huddle, ${team.name}` } },
    entity:
      person === undefined
        ? undefined
        : [
            {
              what: lean({ identifier: { system: 'urn:ietf:rfc:3986', value: uuidOf(person) }, display: name || undefined }),
              type: { system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type', code: '1', display: 'Person' },
              role: { system: 'http://terminology.hl7.org/CodeSystem/object-role', code: '1', display: 'Patient' },
            },
          ],
  })
}

import { z } from 'zod'
import { canonicalObject } from './canonical-object.ts'
import { deviceId, teamId } from './ids.ts'

/** The hub's workforce, in the order in which the Leeds hub questions list it, then the Lancashire additions. */
export const roles = [
  'Administrative staff',
  'Clinical psychologist',
  'Community wellbeing connector / social prescribing link worker',
  'Mental health nurse',
  'Mental health pharmacist',
  'Mental health practitioner (not professionally registered)',
  'Occupational therapist',
  'Paid peer support worker / expert by experience',
  'Primary care staff',
  'Psychiatrist',
  'Psychological therapist / psychotherapist',
  'Social worker',
  'Support worker (mental health)',
  'Support worker (housing)',
  'Support worker (employment)',
  'Team manager / leader',
  'Community or district nurse',
  'Allied health professional',
  'General practitioner',
  'Community pharmacist',
] as const
export const role = z.enum(roles)
export type Role = z.infer<typeof role>

/** The kinds of organisation that work together in a hub; agreement to share is given to kinds. */
export const organisationKinds = ['NHS', 'Council', 'VCFSE', 'GP', 'Lived experience', 'Healthwatch'] as const
export const organisationKind = z.enum(organisationKinds)
export type OrganisationKind = z.infer<typeof organisationKind>

export const organisationKindNames = {
  NHS: 'NHS trust or integrated care board',
  Council: 'Council',
  VCFSE: 'Voluntary, community, faith or social enterprise',
  GP: 'General practice or primary care network',
  'Lived experience': 'Lived experience',
  Healthwatch: 'Healthwatch',
} as const satisfies Record<OrganisationKind, string>

const shortText = z.string().trim().min(1).max(120)

/** Base64url of a 32-byte public key. */
const publicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

/** Who somebody is in a huddle, bound to the keys of the device that they sign and read with. */
export const staffCard = canonicalObject({
  device: deviceId,
  name: shortText,
  role,
  organisation: shortText,
  organisationKind,
  /** Ed25519: what this device signs with. */
  signingKey: publicKey,
  /** X25519: what is sealed to this device. */
  sealingKey: publicKey,
  guest: z.boolean(),
})
export type StaffCard = z.infer<typeof staffCard>

export const team = canonicalObject({
  id: teamId,
  name: shortText,
  area: z.string().trim().max(120),
  /** The kind of organisation that holds the person's record, which direct care already lets see it. */
  holder: organisationKind,
  /** How the person reaches the team, and in a crisis: said in every letter. */
  contact: z.string().trim().max(300),
  crisisContact: z.string().trim().max(300),
  /** How many people make a decision of this team's; shown and recorded, never enforced. */
  quorum: z.int().min(1).max(30),
  /** A practice team is synthetic from end to end, marked on every screen and package, and removable. */
  practice: z.boolean(),
})
export type Team = z.infer<typeof team>

/** Areas that the two services have named; a team may write its own. */
export const knownAreas = [
  'West Leeds',
  'The HATCH (Burmantofts, Harehills and Richmond Hill)',
  'The HATCH (Chapeltown)',
  'LSMP and The Light',
  'Lancashire and South Cumbria',
] as const

/** `NP`: at most two initials of a name as it is spoken or as the banner has it, for avatars and for screens that others see. */
export function initialsOf(name: string): string {
  const [before = '', after = ''] = name.replaceAll(/\([^)]*\)/g, ' ').split(',')
  const words = before.split(/[\s-]+/).filter((word) => /\p{L}/u.test(word))
  const ends = after.trim() === '' ? [words[0], words.length > 1 ? words.at(-1) : undefined] : [after, before]
  return ends.map((word) => word?.match(/\p{L}/u)?.[0] ?? '').join('').toUpperCase()
}

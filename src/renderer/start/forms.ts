import { z } from 'zod'
import { organisationKind, role, type OrganisationKind, type Role } from '../../core/model/team.ts'
import type { CardFields, TeamFields } from '../../core/session/session.ts'

/** What stands in a form while somebody fills it in: text, and choices that may not be made yet. */
export interface TeamDraft {
  readonly name: string
  readonly area: string
  readonly holder: OrganisationKind
  readonly contact: string
  readonly crisisContact: string
  readonly quorum: string
}

export interface CardDraft {
  readonly name: string
  readonly role: Role | ''
  readonly organisation: string
  readonly organisationKind: OrganisationKind | ''
}

export interface PassphraseDraft {
  readonly passphrase: string
  readonly again: string
}

/** Fields of a form by name, each with the sentence that says what it lacks. */
export type FieldErrors<T> = { readonly [K in keyof T]?: string }

export type Checked<T, Draft> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: FieldErrors<Draft> }

export const emptyTeam: TeamDraft = { name: '', area: '', holder: 'NHS', contact: '', crisisContact: '', quorum: '3' }
export const emptyCard: CardDraft = { name: '', role: '', organisation: '', organisationKind: '' }
export const emptyPassphrase: PassphraseDraft = { passphrase: '', again: '' }

/** The vault's own lower bound. */
export const shortestPassphrase = 12

const written = (missing: string, most: number) =>
  z.string().trim().min(1, missing).max(most, `This is too long: at most ${most} characters`)

const teamForm = z.strictObject({
  name: written('Give your team a name', 120),
  area: z.string().trim().max(120, 'This is too long: at most 120 characters'),
  holder: organisationKind,
  contact: written('Say how a person reaches your team', 300),
  crisisContact: written('Say whom a person can call in a crisis', 300),
  quorum: z.coerce.number('Give a number from 1 to 30').int('Give a whole number').min(1, 'At least one person decides').max(30, 'At most 30'),
})

const cardForm = z.strictObject({
  name: written('Give your name, as colleagues know you', 120),
  role: z.enum(role.options, 'Choose your role'),
  organisation: written('Name the organisation that you work for', 120),
  organisationKind: z.enum(organisationKind.options, 'Choose the kind of organisation'),
})

export const checkTeam = (draft: TeamDraft): Checked<TeamFields, TeamDraft> => check(teamForm, draft)

export const checkCard = (draft: CardDraft): Checked<CardFields, CardDraft> => check(cardForm, draft)

export function checkPassphrase({ passphrase, again }: PassphraseDraft): Checked<string, PassphraseDraft> {
  if (passphrase.length < shortestPassphrase) {
    return { ok: false, errors: { passphrase: `Use at least ${shortestPassphrase} characters: this has ${passphrase.length}` } }
  }
  return passphrase === again ? { ok: true, value: passphrase } : { ok: false, errors: { again: 'The two passphrases differ' } }
}

function check<T, Draft extends object>(form: z.ZodType<T>, draft: Draft): Checked<T, Draft> {
  const parsed = form.safeParse(draft)
  if (parsed.success) return { ok: true, value: parsed.data }
  const errors: { [K in keyof Draft]?: string } = {}
  for (const { path, message } of parsed.error.issues) {
    const [field] = path
    if (isFieldOf(draft, field) && errors[field] === undefined) errors[field] = message
  }
  return { ok: false, errors }
}

function isFieldOf<Draft extends object>(draft: Draft, field: PropertyKey | undefined): field is keyof Draft {
  return field !== undefined && Object.hasOwn(draft, field)
}

import { z } from 'zod'
import { maySee, type SharingAgreement } from './person.ts'
import { organisationKind, organisationKindNames, type OrganisationKind } from './team.ts'

/** Characters. */
export const longestRecipient = 200
const name = z.string().trim().min(1).max(longestRecipient)

/** Somebody to whom an outcome can go. */
export const recipient = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person') }),
  z.strictObject({ kind: z.literal('gp'), name }),
  z.strictObject({ kind: z.literal('organisation'), organisation: organisationKind, name }),
  z.strictObject({ kind: z.literal('record-system'), name }),
])
export type Recipient = z.infer<typeof recipient>

export function recipientInWords(to: Recipient): string {
  switch (to.kind) {
    case 'person':
      return 'the person'
    case 'gp':
      return `${to.name} (GP)`
    case 'organisation':
      return `${to.name} (${organisationKindNames[to.organisation]})`
    case 'record-system':
      return `${to.name} (record system)`
  }
}

/** Why somebody may have it: the person themselves, the holder of their record, or whom the person agreed to. */
export type Basis = 'the person themselves' | 'holds the record' | 'the person agreed'

/** On what ground `to` may have something of this person, or undefined where nothing allows it. */
export function basisFor(to: Recipient, agreement: SharingAgreement, holder: OrganisationKind): Basis | undefined {
  if (to.kind === 'person') return 'the person themselves'
  if (to.kind === 'record-system') return 'holds the record'
  const kind = to.kind === 'gp' ? 'GP' : to.organisation
  if (!maySee(agreement, kind, holder)) return undefined
  return kind === holder ? 'holds the record' : 'the person agreed'
}

/** Why not, in a sentence that the screen shows. */
export function noBasisInWords(to: Recipient, agreement: SharingAgreement): string {
  const kind = to.kind === 'gp' ? organisationKindNames.GP : to.kind === 'organisation' ? organisationKindNames[to.organisation] : ''
  switch (agreement.kind) {
    case 'agreed':
      return `This person has agreed to share with these: ${agreement.with.map((each) => organisationKindNames[each]).join('; ')}. That is not: ${kind}.`
    case 'declined':
      return 'This person has not agreed to share outside the team.'
    case 'not-asked':
      return 'This person has not yet been asked about sharing.'
  }
}

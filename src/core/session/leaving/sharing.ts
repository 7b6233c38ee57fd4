import { instantOf } from '../../model/dates.ts'
import type { FiledOutcome } from '../../model/filed-outcome.ts'
import { entryId, newId, type EntryId, type OutcomeId } from '../../model/ids.ts'
import { longestReason, shortestReason, type BreakGlass } from '../../model/leaving.ts'
import type { Mark } from '../../model/mark.ts'
import { basisFor, recipientInWords, type Recipient } from '../../model/recipient.ts'
import type { SharingAgreement } from '../../model/person.ts'
import { extractOf } from '../../record/leaving/extract.ts'
import type { DeskParts } from '../desk-parts.ts'
import { noteDisclosure } from './disclosures.ts'
import type { MadeFile, Preview, Sharing } from './leaving.ts'
import { notAgreed, reasonMissing, sameReviewer } from './problems.ts'

export interface SharingParts extends Pick<DeskParts, 'host' | 'vault' | 'effects' | 'profile' | 'report' | 'people' | 'outcomesOf' | 'fonts' | 'ledgers'> {
  outcome(id: OutcomeId): FiledOutcome
  marksOf(id: OutcomeId): readonly Mark[]
  breakGlass(): readonly BreakGlass[]
  readonly refresh: () => Promise<void>
}

/** What one recipient would get. @throws {ProblemError} `not-agreed` */
export function previewOf(parts: SharingParts, { outcome: id, to, sections }: Sharing): Preview {
  const filed = parts.outcome(id)
  return { to, allowedBy: groundFor(parts, filed, to), extract: extractNow(parts, filed, sections) }
}

/** What goes of an outcome as it would go now: without whatever is marked by now, and with that a later one has replaced it. */
export function extractNow(parts: Pick<SharingParts, 'marksOf' | 'outcomesOf'>, filed: FiledOutcome, sections: Sharing['sections']): Preview['extract'] {
  const later = parts.outcomesOf(filed.outcome.person.id).flatMap(({ outcome }) => (outcome.replaces?.outcome === filed.id ? outcome : []))
  return extractOf(filed, parts.marksOf(filed.id), sections, later)
}

/** Agreement as it stands today, where this device holds the person's record; else as it stood in the huddle. */
export const agreementNow = ({ people }: Pick<SharingParts, 'people'>, { outcome }: FiledOutcome): SharingAgreement =>
  people().find(({ id }) => id === outcome.person.id)?.agreement ?? outcome.agreement

function groundFor(parts: SharingParts, filed: FiledOutcome, to: Recipient): string {
  const agreement = agreementNow(parts, filed)
  const basis = basisFor(to, agreement, filed.outcome.team.holder)
  if (basis) return basis
  const opened = parts.breakGlass().find((each) => each.outcome === filed.id && sameRecipient(each.to, to) && !each.review)
  if (!opened) throw notAgreed(to, agreement)
  return `Without the person’s agreement: ${opened.because}`.slice(0, 1000)
}

const sameRecipient = (a: Recipient, b: Recipient): boolean => recipientInWords(a) === recipientInWords(b)

/** Makes the file, notes that it left, and only then hands it over. */
export async function shareOutcome(parts: SharingParts, sharing: Sharing, as: 'pdf' | 'fhir'): Promise<MadeFile> {
  const { extract, allowedBy, to } = previewOf(parts, sharing)
  const { payload, outcome } = parts.outcome(sharing.outcome)
  const file = as === 'pdf' ? await pdfOf(extract, parts) : await fhirOf(extract, payload)
  const way = as === 'pdf' ? 'as a PDF to send on' : 'as a FHIR document to send on'
  await noteDisclosure(parts, { outcome: sharing.outcome, person: outcome.person.id, what: 'outcome', to, way, allowedBy, files: [file] })
  await parts.refresh()
  return file
}

async function pdfOf(extract: Preview['extract'], { fonts }: SharingParts): Promise<MadeFile> {
  const { renderExtractPdf } = await import('../../record/pdf/outcome-pdf.ts')
  return { name: 'outcome.pdf', type: 'application/pdf', content: await renderExtractPdf(extract, await fonts()) }
}

/** The FHIR document that a recipient gets; the same for the same selection. */
export async function fhirOf(extract: Preview['extract'], payload: string): Promise<MadeFile> {
  const [{ extractBundle }, { canonicalBytes }] = await Promise.all([
    import('../../record/fhir/outcome-bundle.ts'),
    import('../../record/canonical.ts'),
  ])
  return { name: 'outcome.fhir.json', type: 'application/fhir+json', content: canonicalBytes(await extractBundle(extract, payload)) }
}

/** Notes, for somebody else to review, that a preview is opened without agreement. @throws {ProblemError} `reason-missing` */
export async function openWithoutAgreement(parts: SharingParts, id: OutcomeId, to: Recipient, because: string): Promise<void> {
  const reason = because.trim()
  if (reason.length < shortestReason) throw reasonMissing('Looking without the person’s agreement')
  const { outcome } = parts.outcome(id)
  const at = instantOf(parts.effects.clock())
  const by = parts.profile.get().card.name
  const row: BreakGlass = { id: newId(entryId, parts.effects.random), outcome: id, person: outcome.person.id, to, because: reason.slice(0, longestReason), by, at }
  await parts.vault.audit.add({ at, by, kind: 'without-agreement', person: outcome.person.id, detail: `${recipientInWords(to)}: ${reason}`.slice(0, 500) })
  await parts.vault.breakGlass.put([row])
  await parts.refresh()
}

/** @throws {ProblemError} `reason-missing`, `reviewer-is-the-same` */
export async function reviewOpening(parts: SharingParts, id: EntryId, reviewer: string, conclusion: string): Promise<void> {
  const found = parts.breakGlass().find((each) => each.id === id)
  if (!found || found.review) return
  const by = reviewer.trim()
  if (!by) throw reasonMissing('The name of whoever reviews it')
  if (folded(by) === folded(found.by)) throw sameReviewer(found.by)
  if (conclusion.trim().length < shortestReason) throw reasonMissing('The conclusion')
  const at = instantOf(parts.effects.clock())
  const review = { by, at, conclusion: conclusion.trim().slice(0, longestReason) }
  const reviewed = await parts.vault.breakGlass.change([id], (now) => (now && !now.review ? { ...now, review } : undefined))
  if (reviewed.length === 0) return parts.refresh()
  await parts.vault.audit.add({ at, by, kind: 'reviewed', person: found.person, detail: `Looked at without agreement, reviewed: ${conclusion.trim()}`.slice(0, 500) })
  await parts.refresh()
}

const folded = (name: string): string => name.normalize('NFKC').toLocaleLowerCase('en-GB').replaceAll(/\s+/g, ' ').trim()

import { huddleDoc } from '../doc/huddle-doc.ts'
import { noteText } from '../doc/note-text.ts'
import { personDoc } from '../doc/person-doc.ts'
import { dayOf, instantOf } from '../model/dates.ts'
import type { ExportNote } from '../model/export-note.ts'
import type { FiledOutcome } from '../model/filed-outcome.ts'
import { addendumId, newId, type OutcomeId, type PersonId } from '../model/ids.ts'
import { inOrder } from '../model/outcome-order.ts'
import { bannerName, type Person } from '../model/person.ts'
import { ProblemError } from '../model/problem.ts'
import { trailOf } from '../model/trail.ts'
import { allWithheld } from '../model/withheld.ts'
import { extractOf, optionalSections } from '../record/leaving/extract.ts'
import { buildPackageFiles } from '../record/package-files.ts'
import { heldParts, type EverythingHeld, type HeldPart } from '../record/subject-access/held.ts'
import { accessPackage, partlyWithheld } from '../record/subject-access/package.ts'
import { addToRecord } from './add-to-record.ts'
import type { DeskParts } from './desk-parts.ts'
import { draftsOf, type HeldDraft } from './held-drafts.ts'
import { personDocId } from './item-access.ts'
import { factsOf } from './outcome-of.ts'
import type { RecordDesk } from './record-desk.ts'
import { withDoc } from './with-doc.ts'

/** Everything held about one person, laid out for review before any of it leaves. */
export interface AccessPreview {
  readonly held: EverythingHeld
  readonly parts: readonly HeldPart[]
}

export interface AccessGiven {
  /** Ids of texts that are about somebody else. */
  readonly withheld: ReadonlySet<string>
  readonly recipient: ExportNote['recipient']
  readonly onProgress: (done: number, total: number) => void
}

/** One file to hand over. */
export interface AccessFile {
  readonly name: string
  readonly content: Uint8Array
}

/** @throws {ProblemError} `person-unknown`. */
export async function previewAccess(parts: DeskParts, desk: Pick<RecordDesk, 'readTrail' | 'retention'>, id: PersonId): Promise<AccessPreview> {
  const { vault, effects, profile } = parts
  const person = await vault.people.get(id)
  const retention = await desk.retention(id)
  if (!person || !retention) throw unknownPerson()
  const outcomes = (await vault.outcomes.all()).filter(({ outcome }) => outcome.person.id === id)
  const held: EverythingHeld = {
    person,
    ...(await writtenAbout(parts, person, outcomes)),
    outcomes: inOrder(outcomes, ({ outcome }) => outcome),
    marks: new Map((await vault.marks.all()).filter((each) => each.person === id).map((each) => [each.id, each.marks])),
    letters: (await vault.letters.all()).filter((each) => each.person === id),
    disclosures: (await vault.disclosures.all()).filter((each) => each.person === id),
    deliveries: (await vault.deliveries.all()).filter((each) => each.person === id),
    breakGlass: (await vault.breakGlass.all()).filter((each) => each.person === id),
    actions: parts.actionsOf(id),
    trail: trailOf(await vault.audit.all(), outcomes, profile.get().card.device).filter((entry) => entry.person === id),
    retention,
  }
  await vault.audit.add({ at: instantOf(effects.clock()), by: profile.get().card.name, kind: 'viewed', person: id, detail: 'Looked at everything held, to hand it over' })
  return { held, parts: heldParts(held) }
}

/** The person's words, the formulation, and what stands in discussions that no outcome holds. */
async function writtenAbout({ vault, effects }: DeskParts, { id }: Person, outcomes: readonly FiledOutcome[]): Promise<Pick<EverythingHeld, 'words' | 'formulation' | 'facts' | 'versions' | 'comments' | 'suggestions' | 'lastTime' | 'drafts'>> {
  return withDoc(vault, personDocId(id), async (doc) => {
    const document = personDoc(doc, effects)
    const drafts: HeldDraft[] = []
    for (const { id: huddle, about } of await vault.huddles.all()) {
      drafts.push(...(await withDoc(vault, `huddle:${huddle}`, (kept) => draftsOf(huddleDoc(kept).agenda(), about.title, document, { id, outcomes }))))
    }
    const { formulationVersions: versions } = document
    return {
      words: document.words(),
      formulation: noteText(document.formulation),
      facts: factsOf(document.formulationFacts),
      versions: versions.list().map((each) => ({ ...each, text: versions.text(each.id) })),
      comments: document.formulationComments.list(),
      suggestions: document.formulationSuggestions.list(),
      lastTime: document.lastTime().asked,
      drafts,
    }
  })
}

/**
 * Makes the package, notes in the record and in the audit that it leaves, and only then hands it over.
 *
 * @throws {ProblemError} whatever keeps it from being noted in the record: then nothing is handed over.
 */
export async function makeAccessPackage(parts: DeskParts, { held, parts: texts }: AccessPreview, { withheld: chosen, recipient, onProgress }: AccessGiven): Promise<AccessFile> {
  const { vault, effects, profile, fonts } = parts
  const { card, team } = profile.get()
  const at = instantOf(effects.clock())
  const withheld = allWithheld(texts.flatMap((each) => each.texts), chosen)
  const partly = partlyWithheld(texts, withheld)
  const whole = held.outcomes.filter(({ id }) => !partly.has(id))
  const pdfs = new Map<OutcomeId, Uint8Array>()
  const { renderExtractPdf } = await import('../record/pdf/outcome-pdf.ts')
  for (const [index, filed] of whole.entries()) {
    onProgress(index, whole.length)
    const extract = extractOf(filed, held.marks.get(filed.id) ?? [], optionalSections)
    const { outcome, payload, answers } = filed
    const pdf = extract.whole ? (await buildPackageFiles(outcome, payload, answers, await fonts()))['outcome.pdf'] : await renderExtractPdf(extract, await fonts())
    pdfs.set(filed.id, pdf)
  }
  onProgress(whole.length, whole.length)
  const content = await accessPackage({ held, parts: texts, withheld, pdfs, team, madeBy: card.name, at })
  const name = `everything-held-${dayOf(effects.clock())}.zip`
  await addToRecord({ ...parts, profile: profile.get() }, [
    {
      kind: 'export',
      note: {
        id: newId(addendumId, effects.random),
        about: { kind: 'person', person: held.person.id },
        what: 'subject access',
        outcomes: held.outcomes.slice(0, 1000).map(({ id }) => id),
        recipient,
        way: 'saved as a zip file, to be handed over',
        allowedBy: 'The person’s right of access to what is held about them',
      },
      sent: [{ name, content }],
    },
  ])
  const marked = held.outcomes.reduce((sum, { id }) => sum + (held.marks.get(id)?.length ?? 0), 0)
  const both = withheld.size + marked
  const left = both === 0 ? 'nothing withheld' : `${both} ${both === 1 ? 'text' : 'texts'} about somebody else withheld`
  await vault.audit.add({ at, by: card.name, kind: 'exported', person: held.person.id, detail: `Everything held about ${bannerName(held.person)}, for ${recipient.name}; ${left}`.slice(0, 500) })
  return { name, content }
}

function unknownPerson(): ProblemError {
  return new ProblemError({ code: 'person-unknown', happened: 'This person is not on this computer’s caseload.', kept: 'Nothing was changed.', todo: 'Look for them under Caseload.' })
}

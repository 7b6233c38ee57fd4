import { zipSync, type Zippable } from 'fflate'
import type { AuditEntry } from '../../model/audit.ts'
import { utf8 } from '../../model/bytes.ts'
import type { Instant } from '../../model/dates.ts'
import type { OutcomeId } from '../../model/ids.ts'
import { bannerName } from '../../model/person.ts'
import type { Team } from '../../model/team.ts'
import { canonicalBytes } from '../canonical.ts'
import { auditBundle } from '../fhir/audit-events.ts'
import { escapeXhtml } from '../fhir/narrative.ts'
import { ukMoment } from '../uk-time.ts'
import type { EverythingHeld, HeldPart } from './held.ts'

export interface AccessRequest {
  readonly held: EverythingHeld
  readonly parts: readonly HeldPart[]
  /** Ids of texts that are about somebody else and stay here, with all in which they stand: `allWithheld`. */
  readonly withheld: ReadonlySet<string>
  /** The printed outcomes, without their marked passages; of those of which more is withheld there is none. */
  readonly pdfs: ReadonlyMap<OutcomeId, Uint8Array>
  readonly team: Pick<Team, 'id' | 'name'>
  readonly madeBy: string
  readonly at: Instant
}

/** Outcomes of which a whole text is withheld here: they go out neither printed nor as they were signed. */
export const partlyWithheld = (parts: readonly HeldPart[], withheld: ReadonlySet<string>): ReadonlySet<OutcomeId> =>
  new Set(parts.flatMap(({ texts }) => texts.flatMap(({ id, outcome }) => (outcome && withheld.has(id) ? outcome : []))))

/**
 * Everything held about somebody as one zip: a page to read, the same as data, who saw and changed what as FHIR
 * AuditEvents, and the printed outcomes. The same input gives the same bytes.
 */
export async function accessPackage(request: AccessRequest): Promise<Uint8Array> {
  const { held, team, at } = request
  const files: Zippable = {
    'index.html': utf8.encode(page(request)),
    'everything.json': utf8.encode(JSON.stringify(data(request), undefined, 2)),
    [auditName]: canonicalBytes(await auditBundle({ trail: trailThatGoes(request), team, nameOf: () => bannerName(held.person), at })),
  }
  for (const { id, outcome } of printed(request)) {
    const pdf = request.pdfs.get(id)
    if (pdf) files[pdfName(outcome.readBackAt, id)] = pdf
  }
  // A zip knows no years before 1980 and no time zone: one fixed day, so that nothing depends on either.
  return zipSync(files, { mtime: new Date(1980, 0, 2), level: 6 })
}

const auditName = 'who-saw-what.fhir.json'

/** What is withheld of an entry is what it says; that there is one, of when and by whom, is not. */
const trailThatGoes = ({ parts, withheld }: AccessRequest): AuditEntry[] =>
  parts.flatMap(({ texts }) => texts.flatMap(({ id, entry }) => (entry ? { ...entry, detail: withheld.has(id) ? withheldHere : entry.detail } : [])))

/** The caseload's row, without what is withheld of it. */
function personThatGoes({ held: { person }, parts, withheld }: AccessRequest): object {
  const stays = new Set<string>(parts.flatMap(({ texts }) => texts.flatMap(({ id, field }) => (field && withheld.has(id) ? [field] : []))))
  const { legalHold: hold } = person
  return {
    ...Object.fromEntries(Object.entries(person).filter(([field]) => !stays.has(field))),
    ...(hold && stays.has('legalHold') && { legalHold: { ...hold, because: withheldHere } }),
  }
}

const pdfName = (readBackAt: string, id: OutcomeId): string => `outcomes/${readBackAt.slice(0, 10)}_${id}.pdf`

function printed({ held, parts, withheld }: AccessRequest): EverythingHeld['outcomes'] {
  const partly = partlyWithheld(parts, withheld)
  return held.outcomes.filter(({ id }) => !partly.has(id))
}

const withheldHere = 'Withheld: this is about somebody else.'

function data(request: AccessRequest): object {
  const { parts, withheld, team, madeBy, at } = request
  return {
    format: 'mdt-huddle/subject-access',
    version: 1,
    made: { at, by: madeBy, team: team.name },
    parts: parts.map(({ heading, texts }) => ({
      heading,
      texts: texts.map(({ id, label, text }) => (withheld.has(id) ? { label, withheld: true } : { label, text })),
    })),
    person: personThatGoes(request),
    // What was signed holds every passage: with a mark on any of them it stays here.
    outcomes: printed(request)
      .filter(({ id }) => (request.held.marks.get(id) ?? []).length === 0)
      .map(({ payload, answers, late, receipt }) => ({ payload, answers, ...(late && { late }), ...(receipt && { receipt }) })),
  }
}

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#111;background:#fff}h1{font-size:1.6em}h2{font-size:1.2em;margin-top:2em}dt{font-weight:600;margin-top:.8em}dd{margin:0;white-space:pre-line;overflow-wrap:anywhere}.stays{font-style:italic}@media print{body{margin:0}}'

function page(request: AccessRequest): string {
  const { held, parts, withheld, team, madeBy, at } = request
  const title = `What is held about ${bannerName(held.person)}`
  const section = ({ heading, texts }: HeldPart): string =>
    `<section><h2>${escapeXhtml(heading)}</h2><dl>${texts
      .map(({ id, label, text }) => `<dt>${escapeXhtml(label)}</dt><dd${withheld.has(id) ? ' class="stays"' : ''}>${escapeXhtml(withheld.has(id) ? withheldHere : text)}</dd>`)
      .join('')}</dl></section>`
  const papers = printed(request).map(({ id, outcome }) => `<li><a href="${pdfName(outcome.readBackAt, id)}">${escapeXhtml(`${outcome.huddle.title}, ${ukMoment(outcome.readBackAt)}`)}</a></li>`)
  return [
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escapeXhtml(title)}</title><style>${style}</style></head><body><main><h1>${escapeXhtml(title)}</h1>`,
    `<p>Made by ${escapeXhtml(madeBy)} of ${escapeXhtml(team.name)}, ${ukMoment(at)}. It is everything that this computer of the team holds.${withheld.size > 0 ? ' Where something is about somebody else, it says that it was withheld.' : ''} If anything here is wrong, please tell the team.</p>`,
    `<p>Beside this page: the same as data (<a href="everything.json">everything.json</a>), and who saw and changed what in the form that record systems read (<a href="${auditName}">${auditName}</a>).</p>`,
    papers.length > 0 ? `<section><h2>Printed outcomes in this folder</h2><ul>${papers.join('')}</ul></section>` : '',
    ...parts.map(section),
    '</main></body></html>',
  ].join('')
}

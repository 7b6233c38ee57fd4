import type { Answer } from '../model/checkpoint.ts'
import { plainDate } from '../model/dates.ts'
import type { NamedPerson } from '../model/decision.ts'
import type { FormulationAbout, OpenSuggestion } from '../model/formulation.ts'
import type { Outcome } from '../model/outcome.ts'
import { agreementInWords, spokenName } from '../model/person.ts'
import { whyWithheld, withheldWords } from './leaving/withheld-note.ts'
import { ukMoment, ukTime } from './uk-time.ts'

/** What a section is made of, whether it becomes a page or a narrative. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'quote'; readonly text: string; readonly source: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }

export const sectionKeys = [
  'replaced',
  'replaces',
  'own-words',
  'wants',
  'question',
  'options',
  'decision',
  'why',
  'challenges',
  'actions',
  'keyworker',
  'told',
  'formulation',
  'agreement',
  'present',
  'answers',
  'contact',
  'about',
  'not-here',
] as const
export type SectionKey = (typeof sectionKeys)[number]

export interface Section {
  readonly key: SectionKey
  readonly title: string
  readonly blocks: readonly Block[]
}

/** A block as plain lines. */
export function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return block.text
    case 'quote':
      return `“${block.text}”\n${block.source}`.trim()
    case 'list':
      return block.items.join('\n')
    case 'table':
      return block.rows.map((cells) => cells.map((cell, index) => `${block.head[index] ?? ''}: ${cell}`).join('; ')).join('\n')
  }
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const list = (items: readonly string[]): Block => ({ kind: 'list', items })

/** What somebody said or wrote, as a quotation; where that is withheld, so much is said and nothing quoted. */
function quotation(text: string, source: string): Block {
  const because = whyWithheld(text)
  return because === undefined ? { kind: 'quote', text, source } : paragraph(`What stood here is withheld (${withheldWords[because]}). ${source}.`)
}

export const inWords = ({ name, role }: NamedPerson): string => (role ? `${name} (${role})` : name)
const stillToAsk = 'was not in the huddle and is still to be asked'

/**
 * Everything that an outcome says, in the order in which people read it: the person's own words first, and a challenge
 * straight after the decision that it challenges. The page and the FHIR narrative are both made from this.
 */
export function outcomeSections(outcome: Outcome, answers: readonly Answer[]): Section[] {
  const all: (Section | undefined)[] = [
    replaces(outcome),
    ownWords(outcome),
    longText('wants', `What ${spokenName(outcome.person)} wants`, outcome.personWants),
    longText('question', 'The question', outcome.question),
    longText('options', 'Options considered', outcome.options),
    decision(outcome),
    longText('why', 'Why', outcome.why),
    challenges(outcome),
    actions(outcome),
    keyworker(outcome),
    told(outcome),
    formulation(outcome),
    { key: 'agreement', title: 'Sharing', blocks: [paragraph(`${agreementInWords(outcome.agreement)}.`)] },
    present(outcome),
    answered(outcome, answers),
    contact(outcome),
    about(outcome),
  ]
  return all.filter((section) => section !== undefined)
}

function longText(key: SectionKey, title: string, text: string): Section | undefined {
  return text.trim() ? { key, title, blocks: [paragraph(text)] } : undefined
}

function replaces({ replaces: before }: Outcome): Section | undefined {
  if (!before) return undefined
  return {
    key: 'replaces',
    title: 'This outcome replaces an earlier one',
    blocks: [paragraph(before.because), paragraph(`It replaces outcome ${before.outcome}.`)],
  }
}

function ownWords({ ownWords: words, person }: Outcome): Section {
  const title = `In ${spokenName(person)}’s own words`
  if (words.length === 0)
    return { key: 'own-words', title, blocks: [paragraph('Nothing has been written down in their own words yet.')] }
  const corrected = new Set(words.map(({ corrects }) => corrects))
  return {
    key: 'own-words',
    title,
    blocks: words.map(({ id, text, given, writtenDownBy, at, corrects }) =>
      quotation(
        text,
        [
          `Given ${given}, written down by ${writtenDownBy}, ${ukMoment(at)}`,
          ...(corrects ? ['corrects earlier words'] : []),
          ...(corrected.has(id) ? ['corrected since'] : []),
        ].join('; '),
      ),
    ),
  }
}

function decision({ decision: text, allocation }: Outcome): Section {
  return {
    key: 'decision',
    title: 'What was decided',
    blocks: [paragraph(text), ...(allocation.length > 0 ? [list(allocation)] : [])],
  }
}

function challenges({ challenges: all }: Outcome): Section {
  const title = 'Challenge'
  if (all.length === 0) return { key: 'challenges', title, blocks: [paragraph('Nobody challenged this decision.')] }
  return {
    key: 'challenges',
    title,
    blocks: all.map(({ by, text, at }) => paragraph(`${inWords(by)}, ${ukMoment(at)}: ${text}`)),
  }
}

function actions({ actions: all }: Outcome): Section {
  const rows = all.map(({ what, owner, ownerWasPresent, due }) => [
    what,
    ownerWasPresent ? inWords(owner) : `${inWords(owner)}, who ${stillToAsk}`,
    plainDate(due),
  ])
  return {
    key: 'actions',
    title: 'Who does what, by when',
    blocks: [{ kind: 'table', head: ['What', 'Who', 'By when'], rows }],
  }
}

function keyworker({ keyworker: someone, keyworkerWasPresent, reviewOn }: Outcome): Section {
  const asked = keyworkerWasPresent ? '' : `, who ${stillToAsk}`
  return {
    key: 'keyworker',
    title: 'Keyworker and review',
    blocks: [paragraph(`Keyworker: ${inWords(someone)}${asked}.`), paragraph(`Review on ${plainDate(reviewOn)}.`)],
  }
}

function told({ toTell }: Outcome): Section | undefined {
  if (toTell.length === 0) return undefined
  return { key: 'told', title: 'Who will be told', blocks: [list(toTell.map(({ who, by }) => `${who}, by ${by}`))] }
}

function formulation({ formulation: text, formulationAbout: beside }: Outcome): Section | undefined {
  const facts = beside ? formulationFacts(beside) : []
  const comments = beside?.comments ?? []
  const suggestions = beside?.suggestions ?? []
  const blocks: Block[] = [
    ...(text.trim() ? [paragraph(text)] : []),
    ...(facts.length > 0 ? [list(facts)] : []),
    ...(comments.length > 0 ? [paragraph('Still being talked over when this was read back:')] : []),
    ...comments.flatMap(commentBlocks),
    ...(suggestions.length > 0 ? [paragraph('Suggested, and neither accepted nor declined when this was read back. The text above is without it:')] : []),
    ...suggestions.flatMap(suggestionBlocks),
  ]
  return blocks.length > 0 ? { key: 'formulation', title: 'How we understand it together', blocks } : undefined
}

/** What is said of a formulation beside its text. Where people wrote apart and nobody chose, each answer is said. */
function formulationFacts({ made, standing, sharedOn, authors, writers, unproved }: FormulationAbout): string[] {
  const letters = [
    ...writers.map(({ by, characters }) => `${inWords(by)}, ${characters.toLocaleString('en-GB')} letters`),
    ...(unproved > 0 ? [`not known by whom, ${unproved.toLocaleString('en-GB')} letters`] : []),
  ]
  const facts: [string, readonly string[]][] = [
    ['How it was made', made],
    ['How sure we are', standing],
    ['Shown to the person on', sharedOn.map(plainDate)],
    ['Thought through by', authors.map(inWords)],
    ['Written by, as their devices have signed', letters],
  ]
  return facts.flatMap(([what, said]) => (said.length > 0 ? [`${what}: ${said.join('; ')}`] : []))
}

function suggestionBlocks({ by, proved, at, takesOut, putsIn }: OpenSuggestion): Block[] {
  const source = `Suggested by ${inWords(by)}${proved ? '' : ', as they say; no device has proved the name'}, ${ukMoment(at)}`
  return [
    ...(takesOut ? [quotation(takesOut, `To take out. ${source}`)] : []),
    ...(putsIn ? [quotation(putsIn, `To put in. ${source}`)] : []),
  ]
}

function commentBlocks({ text, quote, by, at, replies }: FormulationAbout['comments'][number]): Block[] {
  const about = !quote.trim() ? '' : whyWithheld(quote) ? ', about what is withheld here' : `, about “${quote}”`
  return [
    quotation(text, `${inWords(by)}, ${ukMoment(at)}${about}`),
    ...replies.map((reply) => quotation(reply.text, `Answer by ${inWords(reply.by)}, ${ukMoment(reply.at)}`)),
  ]
}

function present({ present: all, huddle, team, quorumMet }: Outcome): Section {
  const rows = all.map(({ card, where, arrivedAt, leftAt }) => [
    card.guest ? `${card.name} (guest)` : card.name,
    card.role,
    `${card.organisation} (${card.organisationKind})`,
    `${where}, from ${ukTime(arrivedAt)}${leftAt ? ` to ${ukTime(leftAt)}` : ''}`,
  ])
  const quorum = quorumMet
    ? `The team’s quorum of ${team.quorum} was met.`
    : `The team’s quorum of ${team.quorum} was not met.`
  return {
    key: 'present',
    title: 'Who was there',
    blocks: [
      { kind: 'table', head: ['Name', 'Role', 'Organisation', 'Presence'], rows },
      paragraph(`Chair: ${inWords(huddle.chair)}. Notes by: ${inWords(huddle.noteKeeper)}. ${quorum}`),
    ],
  }
}

function answered({ present: all, readBackAt }: Outcome, answers: readonly Answer[]): Section {
  const rows = all.flatMap(({ card }) => {
    // Who has declined may still sign: both are said, in the order in which they were given.
    const given = answers.filter((answer) => answer.card.device === card.device)
    if (given.length === 0) return [[card.name, 'Gave no answer']]
    return given.map((each) => {
      const when = ukMoment(each.at)
      return [card.name, each.kind === 'signed' ? `Signed, ${when}` : `Declined to sign, ${when}: ${each.because}`]
    })
  })
  return {
    key: 'answers',
    title: 'Who signed, and who declined',
    blocks: [paragraph(`Read back ${ukMoment(readBackAt)}.`), { kind: 'table', head: ['Name', 'Answer'], rows }],
  }
}

function contact({ team: { contact: ordinary, crisisContact } }: Outcome): Section | undefined {
  const items = [
    ...(ordinary ? [`The team: ${ordinary}`] : []),
    ...(crisisContact ? [`In a crisis: ${crisisContact}`] : []),
  ]
  return items.length > 0 ? { key: 'contact', title: 'How to reach us', blocks: [list(items)] } : undefined
}

function about({ id, huddle, team, clock }: Outcome): Section {
  const where = team.area ? `${team.name}, ${team.area}` : team.name
  return {
    key: 'about',
    title: 'About this record',
    blocks: [
      paragraph(`${huddle.title}, ${where}, began ${ukMoment(huddle.startedAt)}. Outcome ${id}.`),
      paragraph(`Times are UK times by the clock of this device: ${clock || 'not named'}. No time authority has confirmed them.`),
    ],
  }
}

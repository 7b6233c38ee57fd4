import type { Mark } from '../../model/mark.ts'
import type { Outcome } from '../../model/outcome.ts'
import type { Recipient } from '../../model/recipient.ts'
import { outcomeSections, type Block, type Section, type SectionKey } from '../outcome-sections.ts'
import { ukDay } from '../uk-time.ts'
import type { Told } from './passages.ts'
import { withhold, type Filed, type Withheld } from './withhold.ts'
import { withheldWords } from './withheld-note.ts'

/** Sections that go only where they are needed; the decision, its challenges, who holds it and where it comes from always go. */
export const optionalSections = [
  'own-words',
  'wants',
  'question',
  'options',
  'why',
  'actions',
  'told',
  'formulation',
] as const satisfies readonly SectionKey[]
export type OptionalSection = (typeof optionalSections)[number]

/** What a recipient of each kind needs, to begin with. A team may add to it for one sending, and sees what it adds. */
export const usualSections = {
  person: optionalSections,
  gp: ['wants', 'question', 'why', 'actions'],
  organisation: ['actions'],
  'record-system': optionalSections,
} as const satisfies Record<Recipient['kind'], readonly OptionalSection[]>

/** Of one outcome, exactly what one recipient gets. */
export interface Extract extends Told {
  readonly sections: readonly Section[]
  readonly withheld: readonly Withheld[]
  readonly leftOut: readonly Pick<Section, 'key' | 'title'>[]
  /** Nothing is withheld, left out, answered or decided anew since: it says what the filed package says. */
  readonly whole: boolean
}

/**
 * Takes the marked passages out, then the sections that were not chosen.
 * @param later outcomes that replace this one: whoever gets it is told so first
 */
export function extractOf(filed: Filed, marks: readonly Mark[], chosen: readonly OptionalSection[], later: readonly Pick<Outcome, 'id' | 'readBackAt'>[] = []): Extract {
  const redacted = withhold(filed, marks)
  const left = new Set<SectionKey>(optionalSections.filter((key) => !chosen.includes(key)))
  const all = outcomeSections(redacted.outcome, redacted.answers)
  const leftOut = all.filter(({ key }) => left.has(key)).map(({ key, title }) => ({ key, title }))
  const withheld = redacted.withheld.filter(({ section }) => !left.has(section))
  const outcome = without(redacted.outcome, left)
  const saysAll = withheld.length === 0 && leftOut.length === 0
  const sections = [...replacedBy(later), ...all.filter(({ key }) => !left.has(key))]
  return {
    outcome,
    answers: redacted.answers,
    sections: saysAll ? sections : [...sections, notHere(sections, withheld, leftOut)],
    withheld,
    leftOut,
    whole: saysAll && !filed.told && (filed.late ?? []).length === 0 && later.length === 0,
  }
}

/** Why it was decided anew stays with the later outcome: it may be for others than this one is. */
function replacedBy(later: readonly Pick<Outcome, 'id' | 'readBackAt'>[]): Section[] {
  if (later.length === 0) return []
  const said = later.map(({ id, readBackAt }): Block => ({ kind: 'paragraph', text: `On ${ukDay(readBackAt)} the team decided anew, in outcome ${id}. Ask them for it before you act on this one.` }))
  return [{ key: 'replaced', title: 'A later outcome has replaced this one', blocks: said }]
}

const leftOutWords = 'Left out: not needed for this'

function without(signed: Outcome, left: ReadonlySet<SectionKey>): Outcome {
  const { formulationAbout, ...outcome } = signed
  return {
    ...outcome,
    ...(formulationAbout && !left.has('formulation') && { formulationAbout }),
    ...(left.has('own-words') && { ownWords: [] }),
    ...(left.has('wants') && { personWants: '' }),
    ...(left.has('question') && { question: leftOutWords }),
    ...(left.has('options') && { options: '' }),
    ...(left.has('why') && { why: leftOutWords }),
    ...(left.has('actions') && { actions: [] }),
    ...(left.has('told') && { toTell: [] }),
    ...(left.has('formulation') && { formulation: '' }),
  }
}

/** What the reader has to know is missing, section by section. */
function notHere(
  sections: readonly Section[],
  withheld: readonly Withheld[],
  leftOut: readonly Pick<Section, 'key' | 'title'>[],
): Section {
  const items = sections.flatMap(({ key, title }) => {
    const here = withheld.filter(({ section }) => section === key)
    const reasons = [...new Set(here.map(({ because }) => withheldWords[because]))]
    return here.length > 0 ? [`“${title}”: ${passages(here.length)} withheld (${reasons.join('; ')})`] : []
  })
  return {
    key: 'not-here',
    title: 'What is not here',
    blocks: [
      { kind: 'list', items: [...items, ...leftOut.map(({ title }) => `“${title}”: left out, as it is not needed for this`)] },
    ],
  }
}

const passages = (count: number): string => (count === 1 ? 'one passage' : `${count} passages`)

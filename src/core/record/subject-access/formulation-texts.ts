import { plainDate } from '../../model/dates.ts'
import type { FormulationAbout } from '../../model/formulation.ts'
import { versionName, type Version } from '../../model/version.ts'
import { inWords } from '../outcome-sections.ts'
import { ukMoment } from '../uk-time.ts'

/** What is said of the formulation as it stands; where people wrote apart, each answer. */
export type HeldFacts = Pick<FormulationAbout, 'made' | 'standing' | 'sharedOn' | 'authors'>

export interface HeldVersion extends Version {
  /** Undefined where what was kept is no note any more. */
  readonly text: string | undefined
}

interface FormulationText {
  readonly label: string
  readonly text: string
  /** Whether people wrote it in their own words. */
  readonly free: boolean
}

export const factTexts = ({ made, standing, sharedOn, authors }: HeldFacts): FormulationText[] => [
  { label: 'How it was made', text: made.join('; '), free: false },
  { label: 'How sure we are', text: standing.join('; '), free: false },
  { label: 'Shown to the person on', text: sharedOn.map(plainDate).join('; '), free: false },
  { label: 'Thought through by', text: authors.map(inWords).join('; '), free: true },
]

/** How it was called stands apart from what it said: either may be about somebody else. */
export function versionTexts({ at, by, why, text }: HeldVersion): FormulationText[] {
  const kept = `Kept by ${inWords(by)}, ${ukMoment(at)}`
  return [
    { label: `${kept}: as what`, text: versionName({ why }), free: why.kind === 'named' || why.kind === 'before-restoring' },
    text === undefined
      ? { label: kept, text: 'It is damaged, and cannot be read any more.', free: false }
      : { label: kept, text, free: true },
  ]
}

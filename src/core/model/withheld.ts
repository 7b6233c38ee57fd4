import { plain } from './plain-text.ts'

/** Shorter texts stand in others by chance: `Yes`, a name. */
const shortestThatSpreads = 12

interface Withholdable {
  readonly id: string
  readonly text: string
  readonly stays: boolean
  /** Texts of one name tell the same: they stay together. */
  readonly tells?: string
}

/**
 * What stays when these texts are withheld: they themselves, those that stay in any case, every other text in which one of
 * them stands whole, however it is set, and what tells the same. A formulation that was withheld must not leave with the
 * outcome that quotes it.
 */
export function allWithheld(texts: readonly Withholdable[], chosen: ReadonlySet<string>): ReadonlySet<string> {
  const said = texts.map(({ id, text, stays }) => ({ id, text: plain(text), isHidden: stays || chosen.has(id) }))
  const hidden = said.flatMap(({ text, isHidden }) => (isHidden && text.length >= shortestThatSpreads ? [text] : []))
  const stay = new Set(said.flatMap(({ id, text, isHidden }) => (isHidden || hidden.some((part) => text.includes(part)) ? [id] : [])))
  const told = new Set(texts.flatMap(({ id, tells }) => (tells !== undefined && stay.has(id) ? [tells] : [])))
  return new Set(texts.flatMap(({ id, tells }) => (stay.has(id) || (tells !== undefined && told.has(tells)) ? [id] : [])))
}

import { plain } from './plain-text.ts'

/** Shorter texts stand in others by chance: `Yes`, a name. */
const shortestThatSpreads = 12

/**
 * What stays when these texts are withheld: they themselves, those that stay in any case, and every other text in which one of
 * them stands whole, however it is set. A formulation that was withheld must not leave with the outcome that quotes it.
 */
export function allWithheld(texts: readonly { readonly id: string; readonly text: string; readonly stays: boolean }[], chosen: ReadonlySet<string>): ReadonlySet<string> {
  const said = texts.map(({ id, text, stays }) => ({ id, text: plain(text), isHidden: stays || chosen.has(id) }))
  const hidden = said.flatMap(({ text, isHidden }) => (isHidden && text.length >= shortestThatSpreads ? [text] : []))
  return new Set(said.flatMap(({ id, text, isHidden }) => (isHidden || hidden.some((part) => text.includes(part)) ? [id] : [])))
}

/** Shorter texts stand in others by chance: `Yes`, a name. */
const shortestThatSpreads = 12

/**
 * What stays when these texts are withheld: they themselves, those that stay in any case, and every other text in which one of them stands whole. A
 * formulation that was withheld must not leave with the outcome that quotes it.
 */
export function allWithheld(texts: readonly { readonly id: string; readonly text: string; readonly stays: boolean }[], chosen: ReadonlySet<string>): ReadonlySet<string> {
  const hidden = texts.filter(({ id, stays }) => stays || chosen.has(id)).map(({ text }) => text.trim())
  return new Set(texts.flatMap(({ id, text, stays }) => (stays || chosen.has(id) || hidden.some((part) => part.length >= shortestThatSpreads && text.includes(part)) ? id : [])))
}

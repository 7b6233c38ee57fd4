/** How many caret colours the styles define; a colour is only a help, the name beside the caret says who it is. */
export const caretColours = 6

/** The colour that goes with a name, the same on every screen. */
export function caretColour(name: string): number {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521
  return sum % caretColours
}

interface CaretUser {
  readonly name?: unknown
}

const nameOf = ({ name }: CaretUser): string => (typeof name === 'string' && name.trim() ? name.trim().slice(0, 60) : 'A colleague')

/** A colleague's caret with their name. Classes, not inline style: the content security policy refuses those. */
export function renderCaret(user: CaretUser): HTMLElement {
  const name = nameOf(user)
  const caret = document.createElement('span')
  caret.className = `live-caret live-caret-${caretColour(name)}`
  const label = document.createElement('span')
  label.className = 'live-caret-name'
  label.textContent = name
  // Named for everybody who sees it; a screen reader would otherwise read it in the middle of a sentence.
  caret.setAttribute('aria-hidden', 'true')
  caret.append(label)
  return caret
}

export const renderSelection = (user: CaretUser): { class: string } => ({
  class: `live-selection live-selection-${caretColour(nameOf(user))}`,
})

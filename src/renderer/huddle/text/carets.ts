/** How many caret colours the styles define; a colour is only a help, the name beside the caret says who it is. */
export const caretColours = 6

/** The colour of a colleague by their device, the same on every screen: see `colleagueColour`. */
export type ColourOf = (device: string) => number

interface CaretUser {
  readonly name?: unknown
  readonly device?: unknown
}

const nameOf = ({ name }: CaretUser): string => (typeof name === 'string' && name.trim() ? name.trim().slice(0, 60) : 'A colleague')

const deviceOf = ({ device }: CaretUser): string => (typeof device === 'string' ? device : '')

/** A colleague's caret with their name. Classes, not inline style: the content security policy refuses those. */
export function renderCaret(user: CaretUser, colourOf: ColourOf): HTMLElement {
  const caret = document.createElement('span')
  caret.className = `live-caret live-caret-${colourOf(deviceOf(user))}`
  const label = document.createElement('span')
  label.className = 'live-caret-name'
  label.textContent = nameOf(user)
  // Named for everybody who sees it; a screen reader would otherwise read it in the middle of a sentence.
  caret.setAttribute('aria-hidden', 'true')
  caret.append(label)
  return caret
}

export const renderSelection = (user: CaretUser, colourOf: ColourOf): { class: string } => ({
  class: `live-selection live-selection-${colourOf(deviceOf(user))}`,
})

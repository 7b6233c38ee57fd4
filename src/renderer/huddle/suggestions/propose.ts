import type { Editor } from '@tiptap/core'
import { TextSelection, type Transaction } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { placeAfter } from '../../../core/doc/anchors.ts'
import { lettersBetween, namesOf, standingLetters, wordsOf } from '../../../core/doc/letters.ts'
import { openSuggestions, type Suggestions } from '../../../core/doc/suggestions.ts'
import type { NamedPerson } from '../../../core/model/decision.ts'
import { longestSuggestion, type Proposal } from '../../../core/model/suggestion.ts'
import { boundTo, placeIn, type Range } from '../text/bound-text.ts'
import { shownIn, suggestKey, type Shown } from './suggestion-marks.ts'

/** Other words in the place of what stands between two positions of the editor. */
export interface Edit extends Range {
  readonly text: string
}

export interface Proposer {
  readonly editor: Editor
  readonly suggestions: Suggestions
  readonly me: NamedPerson
  /** Says in words why something cannot be suggested. */
  readonly refuse: (sentence: string) => void
}

const onlyWords =
  'That was not suggested: only words can be. Nothing has changed. Turn “Suggest” off to change headings, lists, emphasis or where paragraphs begin.'
const tooLong = `That was not suggested: one suggestion takes out or puts in at most ${longestSuggestion.toLocaleString('en-GB')} letters. Nothing has changed. Suggest it in smaller parts.`

/** What a change of the editor's text would write, or undefined where it changes more than words. */
export function editOf({ steps, docs: [before] }: Transaction): Edit | undefined {
  const [step] = steps
  if (steps.length !== 1 || !(step instanceof ReplaceStep) || !before) return undefined
  const { from, to, slice } = step
  let marked = false
  slice.content.descendants((node) => {
    marked ||= !node.isText && node.type.name !== 'paragraph' && node.type.name !== 'hardBreak'
  })
  if (marked || !before.resolve(from).parent.isTextblock || !before.resolve(to).parent.isTextblock) return undefined
  const text = slice.content.textBetween(0, slice.content.size, '\n', '\n')
  return { from, to, text }
}

/** My open suggestions that an edit touches: it becomes part of them. */
function mineAt({ editor: { state }, suggestions, me }: Proposer, { from, to }: Range): Shown[] {
  const touches = (position: number): boolean => from <= position && position <= to
  return openSuggestions(suggestions.list())
    .flatMap(({ id, by }) => (by.device === me.device && by.device !== undefined ? (shownIn(state, suggestions, id) ?? []) : []))
    .filter(({ ranges, at }) => touches(at) || ranges.some((range) => range.from <= to && from <= range.to))
}

/** Suggestions are undone like what is written; by origin, the editor's undo knows them for one's own. */
export function asMine<T>({ state }: Editor, change: () => T): T {
  const bound = boundTo(state)
  return bound ? bound.doc.transact(change, ySyncPluginKey) : change()
}

/** Suggests an edit instead of making it. Returns where the caret goes, or undefined where it cannot be suggested. */
export function propose(with_: Proposer, edit: Edit | undefined, caret: 'before' | 'after'): void {
  const { editor, suggestions, me, refuse } = with_
  const { state } = editor
  const bound = boundTo(state)
  if (!bound) return
  if (!edit) return refuse(onlyWords)
  const { from, to, text } = edit
  const [start, end] = [placeIn(bound, from), placeIn(bound, to)]
  if (!start || !end) return
  const touched = mineAt(with_, edit)
  const taken = from < to ? lettersBetween(bound.type, start, end) : []
  const dropped = ({ at }: Shown): boolean => from < at && at <= to
  if (taken.length === 0 && text === '' && !touched.some(dropped)) return refuse(onlyWords)
  const removes = standingLetters(bound.type, namesOf([...taken, ...touched.flatMap((each) => each.removes)]))
  const kept = touched.filter((each) => !dropped(each))
  const adds = kept.map((each) => each.adds).join('') + text
  const [first] = touched
  const last = removes.at(-1)
  const writing = kept.find((each) => each.adds !== '')
  const open = writing && suggestions.proposalOf(writing.id)
  const place = open ? open.place : placeAfter(last ? { type: last.type, index: last.index + last.text.length } : end)
  const where = state.doc.resolve(writing ? writing.at : to)
  if (adds.includes('\n') && where.parentOffset < where.parent.content.size) return refuse(onlyWords)
  const quote = wordsOf(removes)
  if (quote.length > longestSuggestion || adds.length > longestSuggestion) return refuse(tooLong)
  const proposal: Proposal = { removes: namesOf(removes), quote, place, adds }
  const id = asMine(editor, () => {
    for (const { id: other } of touched.slice(1)) suggestions.withdraw(other)
    if (!first) return suggestions.suggest(proposal, me)
    suggestions.reword(first.id, proposal)
    return first.id
  })
  const shown = shownIn(editor.state, suggestions, id)
  const position = caret === 'before' ? from : text === '' ? to : (shown?.at ?? to)
  editor.view.dispatch(redrawn(editor, position))
}

function redrawn({ state }: Editor, position: number): Transaction {
  const at = Math.max(0, Math.min(position, state.doc.content.size))
  return state.tr.setSelection(TextSelection.near(state.doc.resolve(at))).setMeta(suggestKey, {}).setMeta('addToHistory', false).scrollIntoView()
}

/** What is chosen on the page now: the editor hears of it only a moment later, and keys can come before. */
export function chosenNow({ view, state }: Editor): Range {
  const held = { from: state.selection.from, to: state.selection.to }
  const chosen = view.root instanceof Document ? view.root.getSelection() : null
  const { anchorNode, focusNode } = chosen ?? {}
  if (!chosen || !anchorNode || !focusNode || !view.dom.contains(anchorNode) || !view.dom.contains(focusNode)) return held
  const [anchor, head] = [view.posAtDOM(anchorNode, chosen.anchorOffset), view.posAtDOM(focusNode, chosen.focusOffset)]
  return { from: Math.min(anchor, head), to: Math.max(anchor, head) }
}

/** Backspace and Delete, a letter at a time, stepping over what I already suggested to take out. */
export function proposeDelete(with_: Proposer, direction: -1 | 1): void {
  const { editor } = with_
  const { doc } = editor.state
  const { from: start, to: end } = chosenNow(editor)
  const caret = direction < 0 ? 'before' : 'after'
  if (start < end) return propose(with_, { from: start, to: end, text: '' }, caret)
  const mine = mineAt(with_, { from: start, to: start })
  const writing = direction < 0 ? mine.find(({ at, adds }) => at === start && adds !== '') : undefined
  if (writing) return shorten(with_, writing)
  const beyond = mine.flatMap(({ ranges }) => ranges).find((range) => (direction < 0 ? range.to : range.from) === start)
  const from = beyond ? (direction < 0 ? beyond.from : beyond.to) : start
  const at = doc.resolve(from)
  const beside = direction < 0 ? at.parent.textBetween(0, at.parentOffset, '', '\n') : at.parent.textBetween(at.parentOffset, at.parent.content.size, '', '\n')
  const letter = Array.from(beside).at(direction < 0 ? -1 : 0)
  if (letter === undefined || letter === '\n') return propose(with_, undefined, caret)
  const to = from + direction * letter.length
  propose(with_, { from: Math.min(from, to), to: Math.max(from, to), text: '' }, caret)
}

/** Suggests what the browser is about to write or delete: a letter, a word, a line. Returns whether it could tell what. */
export function suggestInput(with_: Proposer, event: InputEvent): boolean {
  const { view } = with_.editor
  const { inputType, data } = event
  if (inputType === 'insertText' && data) {
    propose(with_, { ...chosenNow(with_.editor), text: data }, 'after')
    return true
  }
  if (!inputType.startsWith('delete')) return false
  const direction = inputType.endsWith('Forward') ? 1 : -1
  const [range] = event.getTargetRanges()
  if (!range || inputType === 'deleteContentBackward' || inputType === 'deleteContentForward') proposeDelete(with_, direction)
  else {
    const [from, to] = [view.posAtDOM(range.startContainer, range.startOffset), view.posAtDOM(range.endContainer, range.endOffset)]
    propose(with_, { from: Math.min(from, to), to: Math.max(from, to), text: '' }, direction < 0 ? 'before' : 'after')
  }
  return true
}

/** Takes the last letter back of what I suggest to put in. */
function shorten({ editor, suggestions }: Proposer, { id, removes, adds, at }: Shown): void {
  const open = suggestions.proposalOf(id)
  if (!open) return
  asMine(editor, () => suggestions.reword(id, { removes: namesOf(removes), quote: wordsOf(removes), place: open.place, adds: Array.from(adds).slice(0, -1).join('') }))
  editor.view.dispatch(redrawn(editor, at))
}

import { isChangeOrigin } from '@tiptap/extension-collaboration'
import { PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import * as Y from 'yjs'
import { areWithin, lettersBetween, namesOf, wordsOf, type Stretch } from '../../../core/doc/letters.ts'
import { placeAfter } from '../../../core/doc/anchors.ts'
import { openSuggestions, type Suggestions } from '../../../core/doc/suggestions.ts'
import type { EntryId } from '../../../core/model/ids.ts'
import type { Suggestion } from '../../../core/model/suggestion.ts'
import { boundTo, placeIn, positionIn, type Bound, type Range } from '../text/bound-text.ts'

export interface SuggestState {
  /** Whether what is written here becomes suggestions. */
  readonly on: boolean
  readonly marks: DecorationSet
}

export const suggestKey = new PluginKey<SuggestState>('suggestionMarks')

/** What changes how suggestions are shown: written on their own transactions. */
export interface SuggestMeta {
  readonly on?: boolean
}

/** Where an open suggestion stands in the editor. */
export interface Shown {
  readonly id: EntryId
  /** What it takes out. */
  readonly ranges: readonly Range[]
  /** Where it puts words in; -1 where that place is gone. */
  readonly at: number
  readonly adds: string
  readonly removes: readonly Stretch[]
}

function rangesOf(bound: Bound, removes: readonly Stretch[]): Range[] {
  const ranges: Range[] = []
  for (const { type, index, text } of removes) {
    const from = positionIn(bound, Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(type, index)))
    if (from < 0) continue
    const last = ranges.at(-1)
    if (last?.to === from) ranges[ranges.length - 1] = { from: last.from, to: from + text.length }
    else ranges.push({ from, to: from + text.length })
  }
  return ranges
}

export function shownIn(state: EditorState, suggestions: Suggestions, id: EntryId): Shown | undefined {
  const bound = boundTo(state)
  const open = bound && suggestions.proposalOf(id)
  if (!open) return undefined
  const ranges = rangesOf(bound, open.removes)
  const at = positionIn(bound, open.place)
  const end = state.doc.content.size
  if (ranges.some(({ to }) => to > end) || at > end) return undefined
  return { id, ranges, at, adds: open.adds, removes: open.removes }
}

/** The words that a suggestion puts in, with who suggests it: set apart from what stands by more than colour, and said. */
function addition(name: string, adds: string): HTMLElement {
  const element = document.createElement('span')
  element.className = 'suggestion'
  const by = element.appendChild(document.createElement('span'))
  by.className = 'suggestion-name'
  by.textContent = adds === '' ? `${name} would take this out` : `${name} suggests`
  if (adds !== '') {
    const ins = element.appendChild(document.createElement('ins'))
    ins.textContent = adds.replaceAll('\n', ' ¶ ')
  }
  return element
}

function marksIn(state: EditorState, suggestions: Suggestions, nameOf: (suggestion: Suggestion) => string): DecorationSet {
  const marks = openSuggestions(suggestions.list()).flatMap((suggestion) => {
    const shown = shownIn(state, suggestions, suggestion.id)
    if (!shown) return []
    const { id, ranges, adds } = shown
    const name = nameOf(suggestion)
    const spec = { suggestion: id }
    const at = shown.at < 0 ? ranges.at(-1)?.to : shown.at
    return [
      ...ranges.map(({ from, to }) => Decoration.inline(from, to, { nodeName: 'del', class: 'suggested-out' }, spec)),
      ...(at === undefined ? [] : [Decoration.widget(at, () => addition(name, adds), { ...spec, side: -1, marks: [], key: `${id} ${name} ${adds}` })]),
    ]
  })
  return DecorationSet.create(state.doc, marks)
}

export function applySuggestState(tr: Transaction, before: SuggestState, state: EditorState, suggestions: Suggestions, nameOf: (suggestion: Suggestion) => string): SuggestState {
  const meta: SuggestMeta | undefined = tr.getMeta(suggestKey)
  const on = meta?.on ?? before.on
  if (meta || isChangeOrigin(tr)) return { on, marks: marksIn(state, suggestions, nameOf) }
  return { on, marks: before.marks.map(tr.mapping, tr.doc) }
}

/** Letters that were cut out and set in elsewhere just now take their suggestion along. */
export function takeSuggestionsAlong(state: EditorState, suggestions: Suggestions): void {
  const bound = boundTo(state)
  const marks = suggestKey.getState(state)?.marks
  if (!bound || !marks) return
  for (const { id, quote, standing } of openSuggestions(suggestions.list())) {
    const pieces = marks.find(undefined, undefined, ({ suggestion }) => suggestion === id)
    const removes = pieces.flatMap(({ from, to }) => {
      const [start, end] = [placeIn(bound, from), placeIn(bound, to)]
      return from < to && start && end ? lettersBetween(bound.type, start, end) : []
    })
    const at = pieces.find(({ from, to }) => from === to)?.from
    const place = at === undefined ? null : placeIn(bound, at)
    const words = wordsOf(removes)
    const lost = quote === '' ? (shownIn(state, suggestions, id)?.at ?? -1) < 0 : standing.length < words.length && areWithin(words, quote)
    if (lost && place) suggestions.move(id, namesOf(removes), placeAfter(place))
  }
}

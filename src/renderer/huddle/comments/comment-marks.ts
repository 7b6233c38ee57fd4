import { Extension, type Editor } from '@tiptap/core'
import { isChangeOrigin } from '@tiptap/extension-collaboration'
import type { EditorState } from '@tiptap/pm/state'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { anchorAt, anchored } from '../../../core/doc/anchors.ts'
import { openComments, type Comments } from '../../../core/doc/comments.ts'
import type { Anchor } from '../../../core/model/comment.ts'
import type { EntryId } from '../../../core/model/ids.ts'
import { boundTo, placeIn, positionIn, type Range } from '../text/bound-text.ts'

/** Holds on to the letters between two positions of the editor. */
function anchorBetween(state: EditorState, from: number, to: number): Anchor | undefined {
  const bound = boundTo(state)
  if (!bound) return undefined
  const [start, end] = [from, to].map((at) => placeIn(bound, at))
  return start && end ? anchorAt(start, end) : undefined
}

/** Where the newest of these anchors that is still in the text stands in the editor. */
export function rangeOf(state: EditorState, anchors: readonly Anchor[]): Range | undefined {
  const bound = boundTo(state)
  if (!bound) return undefined
  return anchors
    .map(({ start, end }) => ({ from: positionIn(bound, start), to: positionIn(bound, end) }))
    .find(({ from, to }) => from >= 0 && from < to && to <= state.doc.content.size)
}

export interface ChosenWords {
  readonly anchor: Anchor
  readonly quote: string
}

/** The words that are chosen in the editor, or those of the block that the caret is in; undefined where there are none. */
export function chosenWords({ state }: Editor): ChosenWords | undefined {
  const { from, to, empty, $from } = state.selection
  const [start, end] = empty ? [$from.start(), $from.end()] : [from, to]
  const quote = state.doc.textBetween(start, end, ' ').trim()
  const anchor = quote === '' ? undefined : anchorBetween(state, start, end)
  return anchor && { anchor, quote }
}

const key = new PluginKey<DecorationSet>('commentMarks')

function marksIn(state: EditorState, comments: Comments): DecorationSet {
  const marks = openComments(comments.list()).flatMap(({ id, standing }) => {
    const range = standing === '' ? undefined : rangeOf(state, comments.anchorsOf(id))
    return range ? Decoration.inline(range.from, range.to, { class: 'commented' }, { comment: id }) : []
  })
  return DecorationSet.create(state.doc, marks)
}

/** Where a comment's mark has come to, from the first of its pieces to the last. */
function markOf(state: EditorState, id: EntryId): Range | undefined {
  const pieces = key.getState(state)?.find(undefined, undefined, ({ comment }) => comment === id) ?? []
  if (pieces.length === 0) return undefined
  return { from: Math.min(...pieces.map(({ from }) => from)), to: Math.max(...pieces.map(({ to }) => to)) }
}

/** Words that were cut out and set in elsewhere just now, or that an undo brought back, take their comments along. */
function takeAlong(state: EditorState, comments: Comments): void {
  const type = boundTo(state)?.type
  if (!type) return
  for (const { id } of openComments(comments.list()).filter(({ standing }) => standing === '')) {
    const range = markOf(state, id) ?? rangeOf(state, comments.anchorsOf(id))
    const anchor = range && range.from < range.to ? anchorBetween(state, range.from, range.to) : undefined
    if (anchor && anchored(type, anchor).text !== '') comments.move(id, anchor)
  }
}

/** Marks what is commented on in the text, and opens a new comment with Ctrl+Alt+M. */
export const commentMarks = (comments: Comments, onComment: (editor: Editor) => void): Extension =>
  Extension.create({
    name: 'commentMarks',
    // After the shared text has taken the change in, so that its places are the new ones.
    priority: 50,
    addKeyboardShortcuts: () => ({
      'Mod-Alt-m': ({ editor }) => {
        onComment(editor)
        return true
      },
    }),
    addProseMirrorPlugins() {
      return [
        new Plugin<DecorationSet>({
          key,
          state: {
            init: () => DecorationSet.empty,
            apply(tr, marks, _, state) {
              if (tr.getMeta(key) || isChangeOrigin(tr)) return marksIn(state, comments)
              return marks.map(tr.mapping, tr.doc)
            },
          },
          props: { decorations: (state) => key.getState(state) },
          view(view) {
            const redraw = (): void => {
              if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, true).setMeta('addToHistory', false))
            }
            let seen = ''
            const look = (): void => {
              const now = JSON.stringify(comments.list().map(({ id, resolved, standing }) => [id, resolved !== undefined, standing !== '']))
              if (now === seen) return
              seen = now
              queueMicrotask(redraw)
            }
            const stop = comments.observe(look)
            look()
            return {
              update(current, before) {
                if (!current.state.doc.eq(before.doc)) takeAlong(current.state, comments)
              },
              destroy: stop,
            }
          },
        }),
      ]
    },
  })

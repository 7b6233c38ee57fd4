import { Extension, type Editor, type Extensions } from '@tiptap/core'
import { isChangeOrigin } from '@tiptap/extension-collaboration'
import { Plugin } from '@tiptap/pm/state'
import { DecorationSet } from '@tiptap/pm/view'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import { UndoManager } from 'yjs'
import type { Suggestions } from '../../../core/doc/suggestions.ts'
import type { NamedPerson } from '../../../core/model/decision.ts'
import type { Suggestion } from '../../../core/model/suggestion.ts'
import { chosenNow, editOf, propose, proposeDelete, suggestInput, type Proposer } from './propose.ts'
import { applySuggestState, suggestKey, takeSuggestionsAlong, type SuggestMeta, type SuggestState } from './suggestion-marks.ts'

export interface SuggestModeOptions {
  readonly suggestions: Suggestions
  readonly me: NamedPerson
  readonly nameOf: (suggestion: Suggestion) => string
  /** Tells when `nameOf` may say otherwise. */
  readonly observeNames: (onChange: () => void) => () => void
  readonly refuse: (sentence: string) => void
  /** Whether suggesting was on here when the text was last looked at. */
  readonly begins: boolean
  readonly onToggle: (editor: Editor) => void
}

export const isSuggesting = ({ state }: Editor): boolean => suggestKey.getState(state)?.on ?? false

export function setSuggesting({ view, state }: Editor, on: boolean): void {
  view.dispatch(state.tr.setMeta(suggestKey, { on } satisfies SuggestMeta).setMeta('addToHistory', false))
}

/** Shows what is suggested in the text; while suggesting, what would change the text becomes a suggestion instead. */
export const suggestMode = (options: SuggestModeOptions): Extensions => [suggestMarks(options), suggestKeys(options)]

const suggestMarks = ({ suggestions, me, nameOf, observeNames, refuse, begins }: SuggestModeOptions): Extension =>
  Extension.create({
    name: 'suggestMode',
    // After the shared text has taken the change in, so that its places are the new ones.
    priority: 40,
    dispatchTransaction({ transaction, next }) {
      const { editor } = this
      if (!transaction.docChanged || isChangeOrigin(transaction) || !isSuggesting(editor)) return next(transaction)
      propose({ editor, suggestions, me, refuse }, editOf(transaction), 'after')
    },
    addProseMirrorPlugins() {
      const { editor } = this
      const proposer: Proposer = { editor, suggestions, me, refuse }
      return [
        new Plugin<SuggestState>({
          key: suggestKey,
          state: {
            init: () => ({ on: begins, marks: DecorationSet.empty }),
            apply: (tr, before, _, state) => applySuggestState(tr, before, state, suggestions, nameOf),
          },
          props: {
            decorations: (state) => suggestKey.getState(state)?.marks,
            handleDOMEvents: {
              // Before the browser writes into the page: beside a mark it would write into that.
              beforeinput(_, event) {
                if (!isSuggesting(editor) || event.isComposing || !suggestInput(proposer, event)) return false
                event.preventDefault()
                return true
              },
            },
          },
          view(view) {
            const undo: unknown = yUndoPluginKey.getState(view.state)?.undoManager
            if (undo instanceof UndoManager) undo.addToScope(suggestions.kept)
            let waiting = false
            const redraw = (): void => {
              if (waiting) return
              waiting = true
              queueMicrotask(() => {
                waiting = false
                if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(suggestKey, {}).setMeta('addToHistory', false))
              })
            }
            let seen = ''
            const look = (): void => {
              suggestions.settle()
              const now = JSON.stringify(suggestions.list().map(({ id, adds, standing, settled }) => [id, adds, standing, settled !== undefined]))
              if (now === seen) return
              seen = now
              redraw()
            }
            const stops = [suggestions.observe(look), observeNames(redraw)]
            look()
            return {
              update(current, before) {
                if (current.state.doc.eq(before.doc)) return
                suggestions.follow()
                takeSuggestionsAlong(current.state, suggestions)
                if (seen !== '[]') redraw()
              },
              destroy: () => stops.forEach((stop) => stop()),
            }
          },
        }),
      ]
    },
  })

const suggestKeys = ({ suggestions, me, refuse, onToggle }: SuggestModeOptions): Extension =>
  Extension.create({
    name: 'suggestKeys',
    // Before lists and paragraphs answer to the same keys.
    priority: 1000,
    addKeyboardShortcuts() {
      const proposer: Proposer = { editor: this.editor, suggestions, me, refuse }
      /** Keys that would change the text suggest instead, while suggesting. */
      const instead = (suggest: () => void) => () => {
        if (!isSuggesting(this.editor)) return false
        suggest()
        return true
      }
      const { editor } = this
      const paragraph = instead(() => {
        propose(proposer, { ...chosenNow(editor), text: '\n' }, 'after')
      })
      return {
        'Mod-Alt-s': () => {
          onToggle(editor)
          return true
        },
        Backspace: instead(() => proposeDelete(proposer, -1)),
        Delete: instead(() => proposeDelete(proposer, 1)),
        Enter: paragraph,
        'Shift-Enter': paragraph,
      }
    },
  })

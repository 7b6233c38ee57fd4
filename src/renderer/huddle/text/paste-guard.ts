import { Extension } from '@tiptap/core'
import { isChangeOrigin } from '@tiptap/extension-collaboration'
import { Plugin } from '@tiptap/pm/state'
import { maximumPaste } from '../../../core/doc/note-schema.ts'

/** Markup around a text may be this many times longer than the text; more is not a note. */
const markupAllowance = 20

const inThousands = new Intl.NumberFormat('en-GB')

/** What is said when `length` characters were too many: what happened, what was kept, what to do. */
export function refusedPasteInWords(length: number): string {
  return (
    `That text was not pasted: it has ${inThousands.format(length)} characters, and a note takes ` +
    `${inThousands.format(maximumPaste)} at a time. Nothing in the note has changed. ` +
    'Paste the part that matters, or keep the whole text where it is and say here where to find it.'
  )
}

/** How long what is pasted is, where that is too long; else 0. */
function tooLong(data: DataTransfer | null): number {
  const text = data?.getData('text/plain').length ?? 0
  const markup = data?.getData('text/html').length ?? 0
  return text > maximumPaste || markup > maximumPaste * markupAllowance ? text || markup : 0
}

function refuse(event: Event, data: DataTransfer | null, onRefused: (sentence: string) => void): boolean {
  const length = tooLong(data)
  if (length === 0) return false
  onRefused(refusedPasteInWords(length))
  event.preventDefault()
  return true
}

/**
 * Refuses to take in more than `maximumPaste` characters at once, by paste, drop or any other way, before the editor
 * spends time on them. What colleagues write arrives through the document and is not held back.
 */
export const pasteGuard = (onRefused: (sentence: string) => void): Extension =>
  Extension.create({
    name: 'pasteGuard',
    priority: 2000,
    addProseMirrorPlugins() {
      return [
        new Plugin({
          props: {
            handleDOMEvents: {
              paste: (_, event) => refuse(event, event.clipboardData, onRefused),
              drop: (_, event) => refuse(event, event.dataTransfer, onRefused),
            },
          },
          filterTransaction(transaction, state) {
            const growth = transaction.doc.content.size - state.doc.content.size
            if (growth <= maximumPaste || isChangeOrigin(transaction)) return true
            onRefused(refusedPasteInWords(growth))
            return false
          },
        }),
      ]
    },
  })

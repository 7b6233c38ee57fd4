import * as Y from 'yjs'

/** The plain text of a note: a line a block, in order; list items start with `- `. */
export function noteText(fragment: Y.XmlFragment): string {
  return fragment
    .toArray()
    .map((node) => blockText(node, ''))
    .join('\n')
    .trim()
}

/** Writes plain text after what a note holds already, a paragraph for each line. */
export function writeNote(fragment: Y.XmlFragment, text: string): void {
  if (text.trim() === '') return
  fragment.push(
    text.split('\n').map((line) => {
      const paragraph = new Y.XmlElement('paragraph')
      if (line !== '') paragraph.insert(0, [new Y.XmlText(line)])
      return paragraph
    }),
  )
}

function blockText(node: Y.XmlElement | Y.XmlText | Y.XmlHook, prefix: string): string {
  if (node instanceof Y.XmlText) return prefix + inlineText(node)
  if (!(node instanceof Y.XmlElement)) return ''
  const children: (Y.XmlElement | Y.XmlText | Y.XmlHook)[] = node.toArray()
  switch (node.nodeName) {
    case 'bulletList':
    case 'orderedList':
      return children.map((child) => blockText(child, '- ')).join('\n')
    case 'listItem':
    case 'blockquote':
    case 'doc':
      return children.map((child) => blockText(child, prefix)).join('\n')
    case 'hardBreak':
      return '\n'
    default:
      return prefix + children.map((child) => blockText(child, '')).join('')
  }
}

function inlineText(text: Y.XmlText): string {
  const delta: { insert?: unknown }[] = text.toDelta()
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('')
}

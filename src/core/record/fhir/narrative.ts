import type { Block } from '../outcome-sections.ts'

/** Text as it may stand in XHTML: markup in it stays text. */
export function escapeXhtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

export interface Narrative {
  readonly status: 'generated' | 'additional'
  readonly div: string
}

export function narrative(blocks: readonly Block[]): Narrative {
  return {
    status: 'generated',
    div: `<div xmlns="http://www.w3.org/1999/xhtml" lang="en-GB" xml:lang="en-GB">${blocksMarkup(blocks)}</div>`,
  }
}

/** Blocks as XHTML that is HTML as well. */
export const blocksMarkup = (blocks: readonly Block[]): string => blocks.map(markup).join('')

export const sentence = (words: string): Narrative => narrative([{ kind: 'paragraph', text: words }])

function markup(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${lines(block.text)}</p>`
    case 'quote':
      return `<blockquote><p>${lines(block.text)}</p></blockquote>${block.source ? `<p>${escapeXhtml(block.source)}</p>` : ''}`
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${lines(item)}</li>`).join('')}</ul>`
    case 'table': {
      const row = (tag: string, cells: readonly string[]): string =>
        `<tr>${cells.map((cell) => `<${tag}>${lines(cell)}</${tag}>`).join('')}</tr>`
      return `<table><thead>${row('th', block.head)}</thead><tbody>${block.rows.map((cells) => row('td', cells)).join('')}</tbody></table>`
    }
  }
}

const lines = (text: string): string => escapeXhtml(text).replaceAll(/\r\n|\r|\n/g, '<br/>')

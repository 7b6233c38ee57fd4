import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { diagramInWords, diagramOf } from '../../src/core/model/formulation-diagram.ts'
import { formulationTemplates } from '../../src/core/model/formulation-templates.ts'
import { FormulationFigure } from '../../src/renderer/record/FormulationFigure.tsx'

const plain = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

describe('the diagram on an outcome’s page', () => {
  it('[R208] is one picture with the same in words, and shows every word of its boxes and arrows', () => {
    for (const { headings, shape } of formulationTemplates) {
      const said = headings.map((heading, index) => `${heading}\nA longish <b>thing</b> that somebody said of part ${index} & wrote down at length`).join('\n')
      const diagram = diagramOf(said)
      expect(diagram !== undefined).toBe(shape !== undefined)
      if (!diagram) continue
      const markup = renderToStaticMarkup(createElement(FormulationFigure, { diagram }))
      expect(markup).toContain('role="img"')
      expect(plain(/<title>(.*?)<\/title>/.exec(markup)?.[1] ?? '')).toBe(diagramInWords(diagram))
      const drawn = Array.from(markup.matchAll(/<text[^>]*>(.*?)<\/text>/g), ([, text]) => plain(text ?? '')).join(' ')
      for (const { heading, text } of diagram.rows.flat()) expect(drawn).toContain(`${heading} ${text}`)
      for (const { words } of diagram.links) expect(drawn).toContain(words)
      expect(markup.match(/<polygon/g)).toHaveLength(diagram.links.length)
    }
  })
})

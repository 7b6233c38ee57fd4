import { formulationTemplates, type FormulationShape, type FormulationTemplate } from './formulation-templates.ts'

/** One filled part of a formulation, as a diagram shows it: the whole text stands beside the diagram. */
export interface DiagramBox {
  readonly heading: string
  readonly text: string
}

export interface DiagramLink {
  readonly from: DiagramBox
  readonly to: DiagramBox
  /** `leads to`: what the arrow says. */
  readonly words: string
}

/** The filled parts of a formulation, row by row from the top, and what leads to what. */
export interface Diagram {
  readonly name: string
  readonly rows: readonly (readonly DiagramBox[])[]
  readonly links: readonly DiagramLink[]
}

/** Characters of a part that a box shows. */
const longestInBox = 150

/**
 * The diagram of a formulation that is written under the headings of a template which has one; undefined of any other, and
 * where fewer than two parts are filled.
 */
export function diagramOf(text: string): Diagram | undefined {
  for (const template of formulationTemplates) {
    const diagram = template.shape && drawnBy(template, template.shape, text)
    if (diagram) return diagram
  }
  return undefined
}

function drawnBy({ name, headings }: FormulationTemplate, { rows, links }: FormulationShape, text: string): Diagram | undefined {
  const parts = partsOf(headings, text)
  const boxes = new Map<number, DiagramBox>()
  for (const index of rows.flat()) {
    const part = parts.get(index)
    if (part) boxes.set(index, { heading: headings[index] ?? '', text: shortened(part) })
  }
  if (boxes.size < 2) return undefined
  return {
    name,
    rows: rows.map((row) => row.flatMap((index) => boxes.get(index) ?? [])).filter((row) => row.length > 0),
    links: links.flatMap(({ from, to, words, unless }) => {
      const [start, end] = [boxes.get(from), boxes.get(to)]
      return start && end && !(unless !== undefined && boxes.has(unless)) ? { from: start, to: end, words } : []
    }),
  }
}

/** What stands under each heading, by the heading's place among them; only parts in which something stands. */
function partsOf(headings: readonly string[], text: string): ReadonlyMap<number, string> {
  const parts = new Map<number, string[]>()
  let lines: string[] | undefined
  for (const line of text.split('\n').map((each) => each.trim())) {
    const heading = headings.indexOf(line)
    if (heading === -1) lines?.push(line)
    else {
      lines = parts.get(heading) ?? []
      parts.set(heading, lines)
    }
  }
  return new Map(Array.from(parts, ([heading, said]) => [heading, said.join(' ').trim()] as const).filter(([, said]) => said !== ''))
}

function shortened(text: string): string {
  const letters = Array.from(text)
  if (letters.length <= longestInBox) return text
  const cut = letters.slice(0, longestInBox).join('')
  const space = cut.lastIndexOf(' ')
  return `${space > longestInBox / 2 ? cut.slice(0, space) : cut} …`
}

/** The same in words, for whoever does not see it: every box, then every arrow. */
export function diagramInWords({ name, rows, links }: Diagram): string {
  const boxes = rows.flat().map(({ heading, text }) => `${heading}: ${text}`)
  const arrows = links.map(({ from, to, words }) => `“${from.heading}” ${words} “${to.heading}”`)
  return [
    `Diagram of the formulation, laid out as ${name}.`,
    ...boxes.map((each) => (/[.!?…]$/.test(each) ? each : `${each}.`)),
    ...(arrows.length > 0 ? [`Its arrows, as that layout has them: ${arrows.join('; ')}.`] : []),
  ].join(' ')
}

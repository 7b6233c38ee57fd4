import type { Diagram, DiagramBox } from './formulation-diagram.ts'

/** A box in its place; distances as in the surface that it is drawn on, from the top left. */
export interface PlacedBox<Line> {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly heading: readonly Line[]
  readonly text: readonly Line[]
}

export interface PlacedLink {
  readonly from: readonly [x: number, y: number]
  readonly to: readonly [x: number, y: number]
  readonly words: string
  /** Where the words begin, or for an arrow across their middle. */
  readonly at: readonly [x: number, y: number]
  readonly across: boolean
}

export interface PlacedDiagram<Line> {
  readonly width: number
  readonly height: number
  readonly boxes: readonly PlacedBox<Line>[]
  readonly links: readonly PlacedLink[]
}

export interface Surface<Line> {
  readonly width: number
  /** Height of a line of text. */
  readonly step: number
  /** Breaks a text into lines no wider than this. */
  readonly wrap: (text: string, weight: 'regular' | 'bold', width: number) => readonly Line[]
}

/** Room around a box's text. */
export const boxPadding = 8

/** Each row as high as its fullest box, rows under one another, arrows straight from edge to edge. */
export function layOut<Line>({ rows, links }: Diagram, { width, step, wrap }: Surface<Line>): PlacedDiagram<Line> {
  const [across, down] = [step * 5, step * 2.2]
  const placed = new Map<DiagramBox, PlacedBox<Line> & { readonly row: number }>()
  let y = 0
  rows.forEach((row, index) => {
    const boxWidth = (width - across * (row.length - 1)) / row.length
    const room = boxWidth - 2 * boxPadding
    const filled = row.map((box) => ({ box, heading: wrap(box.heading, 'bold', room), text: wrap(box.text, 'regular', room) }))
    const height = Math.max(...filled.map(({ heading, text }) => heading.length + text.length)) * step + 2 * boxPadding
    filled.forEach(({ box, heading, text }, column) => placed.set(box, { x: column * (boxWidth + across), y, width: boxWidth, height, heading, text, row: index }))
    y += height + down
  })
  return {
    width,
    height: y - down,
    boxes: [...placed.values()],
    links: links.flatMap(({ from, to, words }) => {
      const [start, end] = [placed.get(from), placed.get(to)]
      return start && end ? linkBetween(start, end, words, step) : []
    }),
  }
}

type Placed = Pick<PlacedBox<unknown>, 'x' | 'y' | 'width' | 'height'> & { readonly row: number }

function linkBetween(start: Placed, end: Placed, words: string, step: number): PlacedLink {
  if (start.row === end.row) {
    const y = start.y + start.height / 2
    const [x, to] = start.x < end.x ? [start.x + start.width, end.x] : [start.x, end.x + end.width]
    return { from: [x, y], to: [to, y], words, at: [(x + to) / 2, y - step * 1.2], across: true }
  }
  const narrower = start.width <= end.width ? start : end
  const x = narrower.x + narrower.width / 2
  const [y, to] = start.row < end.row ? [start.y + start.height, end.y] : [start.y, end.y + end.height]
  return { from: [x, y], to: [x, to], words, at: [x + step / 2, (y + to) / 2 - step / 2], across: false }
}

type Corner = readonly [x: number, y: number]

/** The three corners of an arrow's head, its point first. */
export function arrowHead({ from, to }: PlacedLink, size: number): readonly [Corner, Corner, Corner] {
  const [along, up] = [Math.sign(to[0] - from[0]), Math.sign(to[1] - from[1])]
  const [x, y] = [to[0] - along * size, to[1] - up * size]
  return [to, [x + (up * size) / 2, y + (along * size) / 2], [x - (up * size) / 2, y - (along * size) / 2]]
}

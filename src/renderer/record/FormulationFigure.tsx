import { SvgIcon } from '@mui/material'
import { arrowHead, boxPadding, layOut, type PlacedBox, type PlacedLink } from '../../core/model/diagram-layout.ts'
import { diagramInWords, type Diagram } from '../../core/model/formulation-diagram.ts'

const width = 680
const [size, step] = [13, 18]
/** A letter's width in the interface's typeface, at the most of usual texts, as a share of its size. */
const letter = { regular: 0.54, bold: 0.58 } as const

/** A formulation as boxes and arrows; whoever does not see it hears the same, and its whole text stands below. */
export function FormulationFigure({ diagram }: { readonly diagram: Diagram }) {
  const { height, boxes, links } = layOut(diagram, { width, step, wrap: (text, weight, room) => broken(text, Math.floor(room / (size * letter[weight]))) })
  return (
    <SvgIcon
      titleAccess={diagramInWords(diagram)}
      viewBox={`-1 -1 ${width + 2} ${height + 2}`}
      sx={{ display: 'block', width: '100%', height: 'auto', maxWidth: width, my: 1.5, color: 'text.primary', fontSize: size, '& line, & rect': { stroke: 'currentColor', strokeOpacity: 0.6 } }}
    >
      {boxes.map((box) => (
        <BoxOf key={`${box.x} ${box.y}`} box={box} />
      ))}
      {links.map((link) => (
        <Arrow key={`${link.from.join()} ${link.to.join()}`} link={link} />
      ))}
    </SvgIcon>
  )
}

function BoxOf({ box: { x, y, width: wide, height, heading, text } }: { readonly box: PlacedBox<string> }) {
  const left = x + boxPadding
  return (
    <g>
      <rect x={x} y={y} width={wide} height={height} rx={6} fill="none" />
      {[...heading, ...text].map((line, index) => (
        <text key={`${index} ${line}`} x={left} y={y + boxPadding + index * step + size} fill="currentColor" fontWeight={index < heading.length ? 600 : 400}>
          {line}
        </text>
      ))}
    </g>
  )
}

function Arrow({ link }: { readonly link: PlacedLink }) {
  const { from, to, words, at, across } = link
  return (
    <g>
      <line x1={from[0]} y1={from[1]} x2={to[0]} y2={to[1]} />
      <polygon points={arrowHead(link, 8).join(' ')} fill="currentColor" />
      <text x={at[0]} y={at[1] + size} fill="currentColor" fontSize={12} textAnchor={across ? 'middle' : 'start'}>
        {words}
      </text>
    </g>
  )
}

/** Lines of at most `most` letters, broken between words where there are some. */
function broken(text: string, most: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > most) {
      lines.push(line)
      line = ''
    }
    line = line === '' ? word : `${line} ${word}`
    while (line.length > most) {
      lines.push(line.slice(0, most))
      line = line.slice(most)
    }
  }
  return line === '' ? lines : [...lines, line]
}

import { Box, Table, TableBody, TableCell, TableContainer, TableHead, TableRow, Typography } from '@mui/material'
import { useId } from 'react'
import { diagramOf } from '../../core/model/formulation-diagram.ts'
import type { Block, Section } from '../../core/session/outcome-reading.ts'
import { keyed } from '../shell/keyed.ts'
import { FormulationFigure } from './FormulationFigure.tsx'

export function OutcomeSection({ section: { key, title, blocks } }: { readonly section: Section }) {
  const id = useId()
  const loud = key === 'own-words'
  const [first] = blocks
  const diagram = key === 'formulation' && first?.kind === 'paragraph' ? diagramOf(first.text) : undefined
  return (
    <Box
      component="section"
      aria-labelledby={id}
      sx={loud ? { bgcolor: 'surfaces.words', border: 1, borderColor: 'surfaces.wordsBorder', borderRadius: 2, px: 2, py: 1.5 } : undefined}
    >
      <Typography id={id} component="h2" variant="subtitle2" sx={{ color: 'text.secondary', mb: 0.25 }}>
        {title}
      </Typography>
      {diagram && <FormulationFigure diagram={diagram} />}
      {keyed(blocks, (block) => JSON.stringify(block)).map(({ key: own, item: block }) => (
        <BlockOf key={own} block={block} />
      ))}
    </Box>
  )
}

/** One block as it reads on a screen. */
export function BlockOf({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'paragraph':
      return <Typography sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{block.text}</Typography>
    case 'quote':
      return (
        <Box component="figure" sx={{ m: 0, mb: 1 }}>
          <Box component="blockquote" sx={{ m: 0, typography: 'body1', fontWeight: 500, whiteSpace: 'pre-line' }}>
            “{block.text}”
          </Box>
          {block.source && (
            <Typography component="figcaption" variant="caption" sx={{ color: 'text.secondary' }}>
              {block.source}
            </Typography>
          )}
        </Box>
      )
    case 'list':
      return (
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {keyed(block.items, (item) => item).map(({ key, item }) => (
            <Typography component="li" key={key}>
              {item}
            </Typography>
          ))}
        </Box>
      )
    case 'table':
      return <BlockTable block={block} />
  }
}

function BlockTable({ block: { head, rows } }: { readonly block: Extract<Block, { kind: 'table' }> }) {
  return (
    <TableContainer>
      <Table>
        <TableHead>
          <TableRow>
            {head.map((each) => (
              <TableCell key={each}>{each}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {keyed(rows, (row) => row.join('\n')).map(({ key, item: row }) => (
            <TableRow key={key}>
              {row.map((each, column) => (
                <TableCell key={head[column] ?? column}>{each}</TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}

import { Typography, type SxProps, type Theme } from '@mui/material'
import { useMemo } from 'react'
import { comparisonInWords, compareTexts, type ComparedPart } from '../../../core/doc/compare-texts.ts'

const styles: SxProps<Theme> = {
  m: 0,
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
  '& ins': { textDecoration: 'underline', textDecorationThickness: '2px', textUnderlineOffset: '3px', fontWeight: 600 },
  '& del': { textDecoration: 'line-through', textDecorationThickness: '2px', color: 'text.secondary' },
}

function Part({ part: { kind, text } }: { readonly part: ComparedPart }) {
  switch (kind) {
    case 'same':
      return text
    case 'added':
      return (
        <ins>
          <span className="visually-hidden"> (added: </span>
          {text}
          <span className="visually-hidden">) </span>
        </ins>
      )
    case 'removed':
      return (
        <del>
          <span className="visually-hidden"> (taken out: </span>
          {text}
          <span className="visually-hidden">) </span>
        </del>
      )
  }
}

/** What became of one text in another: underlined and bold what was added, struck through what was taken out, and said so. */
export function ComparedText({ before, after }: { readonly before: string; readonly after: string }) {
  const parts = useMemo(() => compareTexts(before, after), [before, after])
  return (
    <>
      <Typography component="output" variant="body2" color="textSecondary" sx={{ display: 'block', mb: 1 }}>
        {comparisonInWords(parts)} <ins>Underlined</ins> is what was added, <del>struck through</del> what was taken out.
      </Typography>
      <Typography component="div" sx={styles}>
        {parts.map((part, index) => (
          <Part key={`${index}:${part.kind}`} part={part} />
        ))}
      </Typography>
    </>
  )
}

import type { Theme } from '@mui/material'
import { caretColours } from './carets.ts'

/** Dark enough under white letters, and light enough under black ones, for 4.5:1 either way. */
const onLight = ['#0b6170', '#7a3f9d', '#9a4a12', '#8a2750', '#3d5a1f', '#34508f']
const onDark = ['#7fd0dc', '#cfa3e8', '#eba46f', '#f0a3c0', '#b2d38a', '#a9bff2']

const variables = (palette: readonly string[], letters: string): Record<string, string> => ({
  ...Object.fromEntries(palette.map((colour, index) => [`--colleague-${index}`, colour])),
  '--colleague-letters': letters,
})

const perColleague = Object.fromEntries(
  Array.from({ length: caretColours }, (_, index) => index).flatMap((index) => [
    [`& .live-caret-${index}`, { '--colleague': `var(--colleague-${index})` }],
    [`& .live-selection-${index}`, { backgroundColor: `color-mix(in srgb, var(--colleague-${index}) 26%, transparent)` }],
    [`& .presence-${index}.MuiAvatar-root`, { backgroundColor: `var(--colleague-${index})`, color: 'var(--colleague-letters)' }],
  ]),
)

/** How shared text looks: what TipTap would inject by itself comes through the theme, so the page's policy can refuse the rest. */
export const liveTextStyles = [
  variables(onLight, '#ffffff'),
  perColleague,
  {
    '& .ProseMirror': {
      position: 'relative',
      whiteSpace: 'break-spaces',
      overflowWrap: 'anywhere',
      fontVariantLigatures: 'none',
      outline: 'none',
      borderRadius: '6px',
      border: '1px solid transparent',
      mx: '-9px',
      px: 1,
      py: '3px',
      minHeight: 30,
      lineHeight: 1.45,
    },
    '& .ProseMirror:hover': { borderColor: 'divider' },
    '& .ProseMirror-focused.ProseMirror-focused': {
      borderColor: 'primary.main',
      // Seen only in forced colours, which paint no shadow.
      outline: '2px solid transparent',
      boxShadow: (theme: Theme) => `0 0 0 1px ${theme.vars.palette.primary.main}`,
      backgroundColor: 'background.paper',
    },
    '& .ProseMirror p': { m: 0 },
    '& .ProseMirror:has(> p.is-editor-empty)': { borderColor: 'divider', backgroundColor: 'background.paper' },
    '& .ProseMirror p.is-editor-empty:first-of-type::before': {
      content: 'attr(data-placeholder)',
      color: 'text.secondary',
      float: 'left',
      height: 0,
      pointerEvents: 'none',
    },
    '& .ProseMirror [contenteditable="false"]': { whiteSpace: 'normal' },
    '& img.ProseMirror-separator': { display: 'inline', border: 0, m: 0, width: 0, height: 0 },
    '& .live-text-note .ProseMirror': { minHeight: 220, fontSize: '0.9375rem', lineHeight: 1.5, pb: 3 },
    '& .live-text-note .ProseMirror > p:not(.is-editor-empty)': { mb: '6px' },
    '& .live-text-note .ProseMirror h2': { fontSize: '0.8125rem', fontWeight: 600, color: 'text.secondary', mt: 1.5, mb: '2px' },
    '& .live-text-note .ProseMirror h2:first-of-type': { mt: '4px' },
    '& .live-text-note .ProseMirror h3': { fontSize: '0.8125rem', fontWeight: 600, mt: 1, mb: '2px' },
    '& .live-text-note .ProseMirror ul, & .live-text-note .ProseMirror ol': { my: '4px', pl: 3 },
    '& .live-text-note .ProseMirror blockquote': { m: 0, my: '6px', pl: 1.5, borderLeft: '3px solid', borderColor: 'divider', fontStyle: 'italic' },
    '& .live-text-note .live-text-and-comments:has(> .remarks > section)': (theme: Theme) => ({
      display: 'grid',
      gap: theme.spacing(1, 2.5),
      gridTemplateColumns: 'minmax(0, 1fr)',
      [theme.breakpoints.up('lg')]: { gridTemplateColumns: 'minmax(0, 1fr) 210px' },
    }),
    '& .ProseMirror .commented': {
      textDecoration: 'underline dotted 2px',
      textUnderlineOffset: '3px',
      textDecorationColor: 'currentColor',
      backgroundColor: 'action.selected',
    },
    '& .ProseMirror .suggested-out': { textDecoration: 'line-through 2px' },
    '& .ProseMirror .suggestion ins': {
      textDecoration: 'underline double',
      textUnderlineOffset: '3px',
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    },
    '& .ProseMirror .suggestion-name': {
      typography: 'caption',
      fontWeight: 600,
      color: 'text.secondary',
      border: '1px solid',
      borderColor: 'divider',
      borderRadius: 1,
      px: 0.5,
      mx: 0.5,
    },
    '& .formatting-bar': { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: '2px', mb: '4px', mx: '-5px' },
    '& .live-caret': {
      position: 'relative',
      borderLeft: '2px solid var(--colleague)',
      marginLeft: '-1px',
      marginRight: '-1px',
      pointerEvents: 'none',
      wordBreak: 'normal',
    },
    '& .live-caret-name': {
      position: 'absolute',
      bottom: '100%',
      left: '-2px',
      px: '5px',
      py: '1px',
      borderRadius: '4px 4px 4px 0',
      backgroundColor: 'var(--colleague)',
      color: 'var(--colleague-letters)',
      fontSize: '0.6875rem',
      fontWeight: 600,
      lineHeight: 1.3,
      fontStyle: 'normal',
      whiteSpace: 'nowrap',
      userSelect: 'none',
    },
  },
  (theme: Theme) => theme.applyStyles('dark', variables(onDark, '#101417')),
  (theme: Theme) => theme.applyStyles('darkContrast', variables(onDark, '#000000')),
]

import AddCommentOutlined from '@mui/icons-material/AddCommentOutlined'
import FormatBold from '@mui/icons-material/FormatBold'
import FormatItalic from '@mui/icons-material/FormatItalic'
import FormatListBulleted from '@mui/icons-material/FormatListBulleted'
import FormatListNumbered from '@mui/icons-material/FormatListNumbered'
import FormatQuote from '@mui/icons-material/FormatQuote'
import RateReviewOutlined from '@mui/icons-material/RateReviewOutlined'
import Redo from '@mui/icons-material/Redo'
import Title from '@mui/icons-material/Title'
import Undo from '@mui/icons-material/Undo'
import { Box, IconButton, Tooltip, Typography } from '@mui/material'
import { useEditorState, type Editor } from '@tiptap/react'
import type { KeyboardEvent, ReactNode } from 'react'
import { isSuggesting } from '../suggestions/suggest-mode.ts'
import { TemplateMenu } from './TemplateMenu.tsx'

interface Tool {
  readonly name: string
  readonly icon: ReactNode
  readonly run: () => void
  /** Whether the text at the caret has it; undefined for tools that only act. */
  readonly on?: boolean
}

/** One stop in the tab order; the arrow keys move inside it. */
function moveWithin(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  if (step === 0) return
  const buttons = Array.from(event.currentTarget.querySelectorAll('button'))
  const at = buttons.findIndex((button) => button === document.activeElement)
  buttons.at((at + step) % buttons.length)?.focus()
  event.preventDefault()
}

interface FormattingBarProps {
  readonly editor: Editor
  /** Begins a comment on the words that are chosen, where the text takes comments. */
  readonly onComment?: () => void
  /** Turns suggesting on or off, where changes to the text can be suggested. */
  readonly onSuggest?: () => void
}

export function FormattingBar({ editor, onComment, onSuggest }: FormattingBarProps) {
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      heading: now.isActive('heading'),
      bullets: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
      quote: now.isActive('blockquote'),
      suggesting: isSuggesting(now),
    }),
  })
  const run = () => editor.chain().focus()
  const tools: readonly Tool[] = [
    { name: 'Heading', icon: <Title fontSize="small" />, on: on.heading, run: () => run().toggleHeading({ level: 2 }).run() },
    { name: 'Bold', icon: <FormatBold fontSize="small" />, on: on.bold, run: () => run().toggleBold().run() },
    { name: 'Italic', icon: <FormatItalic fontSize="small" />, on: on.italic, run: () => run().toggleItalic().run() },
    { name: 'Bullet list', icon: <FormatListBulleted fontSize="small" />, on: on.bullets, run: () => run().toggleBulletList().run() },
    { name: 'Numbered list', icon: <FormatListNumbered fontSize="small" />, on: on.numbers, run: () => run().toggleOrderedList().run() },
    { name: 'In their own words (quote)', icon: <FormatQuote fontSize="small" />, on: on.quote, run: () => run().toggleBlockquote().run() },
    { name: 'Undo what I wrote', icon: <Undo fontSize="small" />, run: () => run().undo().run() },
    { name: 'Redo', icon: <Redo fontSize="small" />, run: () => run().redo().run() },
    ...(onComment ? [{ name: 'Comment on this', icon: <AddCommentOutlined fontSize="small" />, run: onComment }] : []),
    ...(onSuggest ? [{ name: 'Suggest', icon: <RateReviewOutlined fontSize="small" />, on: on.suggesting, run: onSuggest }] : []),
  ]
  return (
    <Box role="toolbar" aria-label="Formatting" tabIndex={-1} className="formatting-bar" onKeyDown={moveWithin}>
      {tools.map(({ name, icon, on: active, run: use }, index) => (
        <Tooltip key={name} title={name}>
          <IconButton
            size="small"
            aria-label={name}
            {...(active !== undefined && { 'aria-pressed': active })}
            color={active ? 'primary' : 'default'}
            tabIndex={index === 0 ? 0 : -1}
            onClick={use}
          >
            {icon}
          </IconButton>
        </Tooltip>
      ))}
      <TemplateMenu editor={editor} />
      {on.suggesting && (
        <Typography variant="caption" component="p" sx={{ flexBasis: '100%', m: 0, fontWeight: 600 }}>
          You are suggesting: what you write or delete waits until somebody accepts it.
        </Typography>
      )}
    </Box>
  )
}

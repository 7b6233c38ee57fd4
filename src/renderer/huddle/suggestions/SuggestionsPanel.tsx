import { Box, Button, Stack, Typography } from '@mui/material'
import type { Editor } from '@tiptap/core'
import { useRef } from 'react'
import type { Suggestions } from '../../../core/doc/suggestions.ts'
import type { Observable } from '../../../core/model/observable.ts'
import type { KnownWriters } from '../../../core/session/live-huddle.ts'
import { suggestedBy } from '../../../core/session/suggested-by.ts'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useObservable } from '../../shell/use-observable.ts'
import { SettledList } from '../comments/SettledList.tsx'
import { useAnnounce } from '../live/Announcer.tsx'
import { useLive } from '../live/live-context.ts'
import { useDocValue } from '../live/use-doc-value.ts'
import { asMine } from './propose.ts'
import { SuggestionCard, type NamedSuggestion } from './SuggestionCard.tsx'
import { shownIn } from './suggestion-marks.ts'

interface SuggestionsPanelProps {
  readonly editor: Editor
  readonly suggestions: Suggestions
  readonly writers: Observable<KnownWriters>
}

interface ByOne {
  readonly name: string
  readonly theirs: readonly NamedSuggestion[]
}

/** Those who have made more than one that is open. */
function severalBy(open: readonly NamedSuggestion[]): ByOne[] {
  const by = new Map<string, { name: string; theirs: NamedSuggestion[] }>()
  for (const each of open) {
    const key = each.made.proved ? (each.made.by.device ?? '') : `${each.client}`
    const found = by.get(key) ?? { name: each.made.by.name, theirs: [] }
    found.theirs.push(each)
    by.set(key, found)
  }
  return [...by.values()].filter(({ theirs }) => theirs.length > 1)
}

/** What is suggested for a note, in the order of its text; what was accepted or declined under a button. */
export function SuggestionsPanel({ editor, suggestions, writers }: SuggestionsPanelProps) {
  const { name } = useLive().me
  const announce = useAnnounce()
  const { attempt, problem } = useAttempt()
  const heading = useRef<HTMLHeadingElement>(null)
  const known = useObservable(writers)
  const all = useDocValue(suggestions, () => suggestions.list()).map((each): NamedSuggestion => ({ ...each, made: suggestedBy(each, known) }))
  const open = all.filter(({ settled }) => !settled)
  const settled = all.filter((each) => each.settled)

  /** Settles some at once, so that undoing takes it back at once. */
  const settle = async (some: readonly NamedSuggestion[], how: 'accept' | 'decline'): Promise<void> => {
    const done = await attempt(() => asMine(editor, () => some.forEach(({ id }) => suggestions[how](id, name))))
    if (!done) return
    const what = how === 'accept' ? 'accepted' : 'declined'
    announce(some.length === 1 ? `The suggestion is ${what}.` : `${some.length} suggestions are ${what}.`)
    // The button that was pressed is gone.
    heading.current?.focus()
  }
  const show = ({ id }: NamedSuggestion): void => {
    const shown = shownIn(editor.state, suggestions, id)
    const [first] = shown?.ranges ?? []
    const at = shown?.at ?? -1
    const range = first ? { from: first.from, to: shown?.ranges.at(-1)?.to ?? first.to } : at >= 0 ? { from: at, to: at } : undefined
    if (!range) return announce('Its place in the text is gone. Accepted, its words come at the end.')
    editor.chain().setTextSelection(range).scrollIntoView().run()
    editor.view.focus()
  }
  const card = (suggestion: NamedSuggestion) => (
    <SuggestionCard
      key={suggestion.id}
      suggestion={suggestion}
      onShow={() => show(suggestion)}
      onAccept={() => void settle([suggestion], 'accept')}
      onDecline={() => void settle([suggestion], 'decline')}
      onReopen={() => {
        suggestions.reopen(suggestion.id, name)
        announce('The suggestion is open again.')
        heading.current?.focus()
      }}
    />
  )
  if (all.length === 0) return null
  return (
    <Box component="section" aria-label="Suggestions">
      <Typography ref={heading} tabIndex={-1} variant="subtitle2" component="h2" color="textSecondary" sx={{ '&:focus': { outline: 'none' } }}>
        {open.length === 0 ? 'No open suggestions' : `${open.length} open ${open.length === 1 ? 'suggestion' : 'suggestions'}`}
      </Typography>
      <ProblemNote problem={problem} sx={{ my: 1 }} />
      {severalBy(open).map(({ name: by, theirs }) => (
        <Stack key={theirs[0]?.id} direction="row" useFlexGap sx={{ flexWrap: 'wrap', ml: -1, '& .MuiButton-root': { px: 1, minWidth: 0 } }}>
          <Button onClick={() => void settle(theirs, 'accept')}>{`Accept all ${theirs.length} by ${by}`}</Button>
          <Button onClick={() => void settle(theirs, 'decline')}>{`Decline all ${theirs.length} by ${by}`}</Button>
        </Stack>
      ))}
      <Box component="ul" aria-label="Open suggestions" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {open.map(card)}
      </Box>
      <SettledList word="Settled" label="Settled suggestions" count={settled.length}>
        {() => settled.map(card)}
      </SettledList>
    </Box>
  )
}

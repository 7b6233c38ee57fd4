import { Box, Button, Stack, Typography } from '@mui/material'
import type { PlanAction } from '../../../core/doc/care-plan.ts'
import { noteText } from '../../../core/doc/note-text.ts'
import { clinicalDate } from '../../../core/model/dates.ts'
import { heldValue } from '../../../core/model/decision.ts'
import type { ActionId, ItemId } from '../../../core/model/ids.ts'
import { useAnnounce } from '../live/Announcer.tsx'
import type { OpenItem } from '../live/open-item.ts'
import { useDraft } from '../live/drafts.tsx'
import { ReasonForm } from '../live/ReasonForm.tsx'
import { useFocusAfter } from '../live/use-focus.ts'
import { useDocValue } from '../live/use-doc-value.ts'

const stateWords = { 'to do': 'To do', done: 'Done', 'not done': 'Not done' } as const

interface PlanLine {
  readonly id: ActionId
  readonly what: string
  readonly owner: string
  readonly due: string
  readonly state: PlanAction['state']
  readonly howItWent: string
}

function planLine({ id, what, owner, due, state, howItWent }: PlanAction): PlanLine {
  const day = heldValue(due.read())
  return {
    id,
    what: noteText(what) || 'Not written yet',
    owner: heldValue(owner.read())?.name ?? 'nobody yet',
    due: day ? `by ${clinicalDate(day)}` : 'no date yet',
    state,
    howItWent,
  }
}

interface PlanRowProps {
  readonly item: ItemId
  readonly line: PlanLine
  readonly onChange: (state: PlanAction['state'], howItWent: string) => void
}

function PlanRow({ item, line, onChange }: PlanRowProps) {
  const held = useDraft({ item, kind: 'how it went', which: line.id })
  const row = useFocusAfter<HTMLLIElement>(`${held.draft === undefined} ${line.state}`)
  const saying = held.draft && (held.draft.answers === 'done' ? 'done' : 'not done')
  return (
    <Box component="li" ref={row} tabIndex={-1} sx={{ py: 1, borderBottom: '1px solid', borderColor: 'divider' }}>
      <Stack direction="row" spacing={2} sx={{ justifyContent: 'space-between', alignItems: 'flex-start' }}>
        <Box sx={{ minWidth: 0 }}>
          <Typography>{line.what}</Typography>
          <Typography variant="body2" color="textSecondary">
            {line.owner}, {line.due} · {stateWords[line.state]}
            {line.howItWent && `: ${line.howItWent}`}
          </Typography>
        </Box>
        {!saying && (
          <Stack direction="row" spacing={0.5} sx={{ flexShrink: 0 }}>
            {line.state === 'to do' ? (
              <>
                <Button onClick={() => held.begin({ answers: 'done' })}>Done</Button>
                <Button onClick={() => held.begin({ answers: 'not done' })}>Not done</Button>
              </>
            ) : (
              <Button onClick={() => onChange('to do', '')}>Still to do</Button>
            )}
          </Stack>
        )}
      </Stack>
      {saying && (
        <Box sx={{ mt: 1 }}>
          <ReasonForm
            label={saying === 'done' ? 'How it went' : 'Why it was not done'}
            verb={saying === 'done' ? 'Record as done' : 'Record as not done'}
            maximum={2000}
            held={held}
            onCancel={held.drop}
            onSubmit={(text) => {
              onChange(saying, text)
              held.drop()
            }}
          />
        </Box>
      )}
    </Box>
  )
}

/** Everything that anybody has promised this person, across huddles. */
export function CarePlanTab({ item, open }: OpenItem) {
  const announce = useAnnounce()
  const lines = useDocValue(open.person, () => open.person.actions().map(planLine))
  if (lines.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        Nothing is planned yet. What is agreed under “Who does what, by when” appears here.
      </Typography>
    )
  }
  return (
    <Box component="ul" aria-label="Care plan" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {lines.map((line) => (
        <PlanRow
          key={line.id}
          item={item.id}
          line={line}
          onChange={(state, howItWent) => {
            open.person.changeAction(line.id, { state, howItWent })
            announce(`${line.what}: ${stateWords[state]}.`)
          }}
        />
      ))}
    </Box>
  )
}

import { Box, MenuItem, TextField, Typography } from '@mui/material'
import type { FiledOutcome } from '../../../core/model/filed-outcome.ts'
import { markReasons, type MarkReason } from '../../../core/model/mark.ts'
import { outcomeSections } from '../../../core/session/outcome-reading.ts'
import { Panel } from '../../shell/Panel.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useObservable } from '../../shell/use-observable.ts'

const noMark = 'none'

/** What goes to nobody: chosen passage by passage, for every recipient and for the letter. */
export function MarksPanel({ filed }: { readonly filed: FiledOutcome }) {
  const { leaving } = useDesk()
  const marks = useObservable(leaving.marks).get(filed.id) ?? []
  const { busy, problem, attempt } = useAttempt()
  const passages = leaving.passages(filed.id)
  const sections = outcomeSections(filed.outcome, filed.answers).filter(({ key }) => passages.some(({ section }) => section === key))
  const change = (keys: readonly string[], value: string) => {
    const because = markReasons.find((reason) => reason === value)
    void attempt(() => leaving.mark(filed.id, keys, because))
  }
  return (
    <Panel heading="What is withheld">
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        Mark what somebody else said in confidence, and what is about somebody else. It is withheld from everybody, the person’s letter included,
        and its place says so. Whatever repeats it is withheld too.
      </Typography>
      <ProblemNote problem={problem} sx={{ mb: 1 }} />
      {sections.map(({ key, title }) => {
        const here = passages.filter(({ section }) => section === key)
        return (
          <Box key={key} component="section" aria-label={title} sx={{ '& + &': { mt: 2 } }}>
            <Typography variant="subtitle2" component="h3">
              {title}
            </Typography>
            {here.length > 1 && <MarkField label={`The whole of “${title}”`} busy={busy} value={common(here.map((each) => reasonOf(each.key)))} onChange={(value) => change(here.map((each) => each.key), value)} />}
            {here.map((passage) => (
              <MarkField key={passage.key} label={passage.text} busy={busy} value={reasonOf(passage.key) ?? noMark} onChange={(value) => change([passage.key], value)} />
            ))}
          </Box>
        )
      })}
    </Panel>
  )

  function reasonOf(key: string): MarkReason | undefined {
    return marks.find(({ passage }) => passage === key)?.because
  }
}

/** The one reason that all have, or none. */
const common = (reasons: readonly (MarkReason | undefined)[]): string => (reasons.every((each) => each === reasons[0]) ? (reasons[0] ?? noMark) : noMark)

interface MarkFieldProps {
  readonly label: string
  readonly value: string
  readonly busy: boolean
  readonly onChange: (value: string) => void
}

function MarkField({ label, value, busy, onChange }: MarkFieldProps) {
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'minmax(0, 1fr) 210px' }, gap: 1, alignItems: 'start', py: 0.75 }}>
      <Typography variant="body2" sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line', display: '-webkit-box', WebkitLineClamp: 4, WebkitBoxOrient: 'vertical', overflow: 'hidden' }}>
        {label}
      </Typography>
      <TextField
        select
        value={value}
        disabled={busy}
        onChange={({ target }) => onChange(target.value)}
        slotProps={{ select: { SelectDisplayProps: { 'aria-label': `Withhold: ${label.slice(0, 120)}` } } }}
      >
        <MenuItem value={noMark}>Not withheld</MenuItem>
        {markReasons.map((reason) => (
          <MenuItem key={reason} value={reason}>
            {shortReasons[reason]}
          </MenuItem>
        ))}
      </TextField>
    </Box>
  )
}

const shortReasons = { 'in-confidence': 'Said in confidence', 'third-party': 'About somebody else' } as const satisfies Record<MarkReason, string>

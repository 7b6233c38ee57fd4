import { Box, Button, Checkbox, FormControlLabel, Typography } from '@mui/material'
import { useId, useMemo, useState } from 'react'
import type { AgendaItem } from '../../../core/model/huddle.ts'
import type { PersonId } from '../../../core/model/ids.ts'
import { bannerName } from '../../../core/model/person.ts'
import { useToday } from '../../shell/clock.ts'
import { usePrivateScreen } from '../../shell/private-screen.tsx'
import { besidesPerson } from '../agenda/besides-person.ts'
import type { Suggestion } from './suggestions.ts'

const shownAtFirst = 5
const shownAtMost = 200

interface GroupProps {
  readonly reason: AgendaItem['reason']
  readonly suggestions: readonly Suggestion[]
  readonly chosen: ReadonlySet<PersonId>
  readonly onToggle: (one: Suggestion) => void
  readonly nameOf: (one: Suggestion) => string
  /** Why they are suggested, after what tells them apart from another of their name. */
  readonly besides: (one: Suggestion) => string
}

function Group({ reason, suggestions, chosen, onToggle, nameOf, besides }: GroupProps) {
  const [all, setAll] = useState(false)
  const labelId = useId()
  const visible = suggestions.slice(0, all ? shownAtMost : shownAtFirst)
  return (
    <Box component="fieldset" aria-labelledby={labelId} sx={{ m: 0, p: 0, border: 0, minWidth: 0, mt: 1.5 }}>
      <Typography id={labelId} variant="subtitle2" component="div" color="textSecondary">
        {reason} · {suggestions.length}
      </Typography>
      {visible.map((one) => (
        <FormControlLabel
          key={one.person.id}
          sx={{ display: 'flex', mr: 0, alignItems: 'flex-start' }}
          control={<Checkbox size="small" checked={chosen.has(one.person.id)} onChange={() => onToggle(one)} sx={{ py: 0.5 }} />}
          label={
            <Typography variant="body2" sx={{ py: 0.5 }}>
              <strong>{nameOf(one)}</strong>{' '}
              <Box component="span" sx={{ color: 'text.secondary' }}>
                {besides(one)}
              </Box>
            </Typography>
          }
        />
      ))}
      {suggestions.length > shownAtFirst && (
        <Button onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? 'Show fewer' : `Show ${Math.min(suggestions.length, shownAtMost) - shownAtFirst} more`}
        </Button>
      )}
    </Box>
  )
}

interface SuggestedPeopleProps {
  readonly suggestions: readonly Suggestion[]
  readonly chosen: ReadonlySet<PersonId>
  readonly onToggle: (one: Suggestion) => void
}

export function SuggestedPeople({ suggestions, chosen, onToggle }: SuggestedPeopleProps) {
  const { on, shown } = usePrivateScreen()
  const today = useToday()
  const nameOf = ({ person }: Suggestion): string => (on ? shown(`${person.givenName} ${person.familyName}`) : bannerName(person))
  const times = useMemo(() => {
    const counted = new Map<string, number>()
    for (const { person } of suggestions) counted.set(bannerName(person), (counted.get(bannerName(person)) ?? 0) + 1)
    return counted
  }, [suggestions])
  const besides = (one: Suggestion): string => {
    const hasNamesake = on || (times.get(bannerName(one.person)) ?? 0) > 1
    return [hasNamesake && besidesPerson(one.person, today, on), one.because !== one.reason && one.because].filter(Boolean).join(' · ')
  }
  const reasons = [...new Set(suggestions.map(({ reason }) => reason))]
  if (reasons.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
        Nobody waits for a first answer, a review or a keyworker. Add anybody by name.
      </Typography>
    )
  }
  return (
    <>
      {reasons.map((reason) => (
        <Group
          key={reason}
          reason={reason}
          suggestions={suggestions.filter((one) => one.reason === reason)}
          chosen={chosen}
          onToggle={onToggle}
          nameOf={nameOf}
          besides={besides}
        />
      ))}
    </>
  )
}

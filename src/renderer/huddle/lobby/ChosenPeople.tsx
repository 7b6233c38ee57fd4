import ArrowDownward from '@mui/icons-material/ArrowDownward'
import ArrowUpward from '@mui/icons-material/ArrowUpward'
import Close from '@mui/icons-material/Close'
import { Box, IconButton, Typography } from '@mui/material'
import { personInitials } from '../../../core/model/person.ts'
import { useToday } from '../../shell/clock.ts'
import { usePrivateScreen } from '../../shell/private-screen.tsx'
import { besidesPerson } from '../agenda/besides-person.ts'
import { useFocusAfter } from '../live/use-focus.ts'
import { useAnnounce } from '../live/Announcer.tsx'
import type { Suggestion } from './suggestions.ts'

interface ChosenPeopleProps {
  readonly chosen: readonly Suggestion[]
  readonly onChange: (chosen: readonly Suggestion[]) => void
}

/** The agenda to be: who, in which order. */
export function ChosenPeople({ chosen, onChange }: ChosenPeopleProps) {
  const announce = useAnnounce()
  const today = useToday()
  const { on } = usePrivateScreen()
  const list = useFocusAfter<HTMLOListElement>(chosen.length)
  const move = (from: number, to: number): void => {
    const moved = chosen[from]
    if (!moved) return
    if (to < 0 || to >= chosen.length) {
      announce(`${personInitials(moved.person)} is already ${to < 0 ? 'first' : 'last'}.`)
      return
    }
    onChange(chosen.toSpliced(from, 1).toSpliced(to, 0, moved))
    announce(`${personInitials(moved.person)} is now ${to + 1} of ${chosen.length}.`)
  }
  return (
    <Box>
      <Typography variant="subtitle2" component="h3" color="textSecondary">
        Agenda · {chosen.length}
      </Typography>
      {chosen.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          Choose from the list, or start with nobody and add people as they are raised.
        </Typography>
      )}
      <Box component="ol" ref={list} tabIndex={-1} aria-label="Agenda" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {chosen.map(({ person, reason }, index) => {
          const initials = personInitials(person)
          return (
            <Box component="li" key={person.id} sx={{ display: 'flex', alignItems: 'center', borderBottom: '1px solid', borderColor: 'divider' }}>
              <Typography variant="body2" sx={{ flex: 1 }}>
                <strong>{initials}</strong> {reason}
                {chosen.some((other) => other.person !== person && personInitials(other.person) === initials) && ` · ${besidesPerson(person, today, on)}`}
              </Typography>
              <IconButton aria-label={`Move ${initials} earlier`} onClick={() => move(index, index - 1)}>
                <ArrowUpward sx={{ fontSize: 16 }} />
              </IconButton>
              <IconButton aria-label={`Move ${initials} later`} onClick={() => move(index, index + 1)}>
                <ArrowDownward sx={{ fontSize: 16 }} />
              </IconButton>
              <IconButton aria-label={`Take ${initials} off`} onClick={() => onChange(chosen.toSpliced(index, 1))}>
                <Close sx={{ fontSize: 16 }} />
              </IconButton>
            </Box>
          )
        })}
      </Box>
    </Box>
  )
}

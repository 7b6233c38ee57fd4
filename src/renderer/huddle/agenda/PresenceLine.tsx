import { Avatar, AvatarGroup, Box, Tooltip, Typography } from '@mui/material'
import { useEffect, useRef } from 'react'
import { colleagueColour, present, quorumInWords } from '../../../core/model/huddle.ts'
import { initialsOf } from '../../../core/model/team.ts'
import { useAnnounce } from '../live/Announcer.tsx'
import { useLiveView } from '../live/use-live-view.ts'
import { listed } from '../live/words.ts'
import { caretColours } from '../text/carets.ts'

/** Says who came and who left since the last time, in one sentence, never oneself. */
function useArrivalsAnnounced(names: readonly string[]): void {
  const announce = useAnnounce()
  const known = useRef<readonly string[] | undefined>(undefined)
  const joined = names.join('\n')
  useEffect(() => {
    const now = joined.split('\n').filter(Boolean)
    const before = known.current
    known.current = now
    if (!before || before.length === 0) return
    const came = now.filter((name) => !before.includes(name))
    const left = before.filter((name) => !now.includes(name))
    const said = [came.length > 0 && `${listed(came)} joined.`, left.length > 0 && `${listed(left)} left.`].filter(Boolean)
    if (said.length > 0) announce(said.join(' '))
  }, [joined, announce])
}

/** Who is here: initials with names, how many, and whether that makes a quorum. Somebody out of reach is said to be. */
export function PresenceLine() {
  const { about, attendees, reachable } = useLiveView()
  const here = present(attendees)
  const away = here.filter(({ card }) => !reachable.includes(card.device))
  useArrivalsAnnounced(here.map(({ card }) => card.name))
  return (
    <Box sx={{ my: 1 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.25 }}>
        <AvatarGroup max={6} spacing={4} sx={{ '& .MuiAvatar-root': { width: 26, height: 26, fontSize: '0.6875rem', fontWeight: 700 } }}>
          {here.map(({ card }) => {
            const reached = reachable.includes(card.device)
            const name = `${card.name}, ${card.role}${card.guest ? ', guest' : ''}${reached ? '' : ', out of reach just now'}`
            return (
              <Tooltip key={card.device} title={name}>
                <Avatar
                  component="span"
                  className={reached ? `presence-${colleagueColour(attendees, card.device, caretColours)}` : ''}
                  {...(!reached && {
                    sx: { backgroundColor: 'background.paper', color: 'text.secondary', outline: '1px dashed', outlineColor: 'text.secondary' },
                  })}
                >
                  <span aria-hidden>{initialsOf(card.name)}</span>
                  <span className="visually-hidden">{name}</span>
                </Avatar>
              </Tooltip>
            )
          })}
        </AvatarGroup>
        <Typography variant="body2" color="textSecondary">
          {about ? quorumInWords(here.length, about.team.quorum) : ''}
        </Typography>
      </Box>
      {away.length > 0 && (
        <Typography variant="caption" component="div" color="textSecondary" sx={{ mt: 0.5 }}>
          {listed(away.map(({ card }) => card.name))} out of reach just now; nothing they write is lost
        </Typography>
      )}
    </Box>
  )
}

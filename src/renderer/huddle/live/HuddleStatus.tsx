import { Box, Button } from '@mui/material'
import type { ReactNode } from 'react'
import type { RoomState } from '../../../core/session/live-huddle.ts'
import type { SavedState } from '../../../core/session/live-huddle.ts'
import { present } from '../../../core/model/huddle.ts'
import { cell, type Observable } from '../../../core/model/observable.ts'
import { StatusLine } from '../../shell/StatusBar.tsx'
import { useObservable } from '../../shell/use-observable.ts'
import { useLive } from './live-context.ts'
import type { OpenItem } from './open-item.ts'
import { useLiveView } from './use-live-view.ts'
import { useNow } from './use-now.ts'
import { behindInWords, refusedInWords, sharedInWords } from './shared-words.ts'
import { bothSaved, itemTimeInWords, savedInWords } from './words.ts'

const nothingOpen: Observable<SavedState | undefined> = cell<SavedState | undefined>(undefined)
const noRoom: Observable<RoomState | undefined> = cell<RoomState | undefined>(undefined)

function Said({ children, strong = false }: { readonly children: ReactNode; readonly strong?: boolean }) {
  return (
    <Box
      component="span"
      sx={{ fontVariantNumeric: 'tabular-nums', ...(strong && { fontWeight: 600, color: 'text.primary' }) }}
    >
      {children}
    </Box>
  )
}

/** Whether what is written is saved, how far it has come, and how long this has been talked about. */
export function HuddleStatus({ current }: { readonly current: OpenItem | undefined }) {
  const live = useLive()
  const online = useObservable(live.online)
  const saved = bothSaved(useObservable(live.saved), useObservable(current?.open.saved ?? nothingOpen))
  const huddleRoom = useObservable(live.shared)
  const personRoom = useObservable(current?.open.shared ?? noRoom)
  const { about, attendees } = useLiveView()
  const room = personRoom ?? huddleRoom
  const here = new Set(present(attendees).map(({ card }) => card.device))
  const over = about?.state === 'closed'
  const now = useNow(15_000)
  return (
    <StatusLine>
      <Said strong={saved.kind === 'not-saved'}>{savedInWords(saved)}</Said>
      <Said strong={!online}>{over ? 'This huddle is closed' : sharedInWords(room, online, here)}</Said>
      {[behindInWords(room, now), refusedInWords(huddleRoom), personRoom && refusedInWords(personRoom)].filter(Boolean).map((said) => (
        <Said key={said} strong>
          {said}
        </Said>
      ))}
      {current?.item.state === 'open' && about?.current === current.item.id && <Said>{itemTimeInWords(current.item, now, true)}</Said>}
      {!over && (
        <Button
          color="inherit"
          onClick={() => live.setOnline(!online)}
          sx={{ minHeight: 24, py: 0, px: 0.75, my: '-2px', font: 'inherit', textDecoration: 'underline', textUnderlineOffset: 3 }}
        >
          {online ? 'Work offline' : 'Go online'}
        </Button>
      )}
    </StatusLine>
  )
}

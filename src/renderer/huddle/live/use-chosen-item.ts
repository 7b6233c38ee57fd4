import { useEffect, useRef, useState } from 'react'
import type { AgendaItem } from '../../../core/model/huddle.ts'
import { useAnnounce } from './Announcer.tsx'
import { useLive } from './live-context.ts'
import { useLiveView, useMyPart } from './use-live-view.ts'

export interface ChosenItem {
  readonly item: AgendaItem | undefined
  /** What the room talks about, where this window looks at something else. */
  readonly room: AgendaItem | undefined
  readonly choose: (item: AgendaItem) => void
  readonly rejoin: () => void
}

/**
 * Which item this window shows. Chair and note-keeper take the room with them; everybody else may look elsewhere and
 * is brought along when the room goes on.
 */
export function useChosenItem(): ChosenItem {
  const live = useLive()
  const announce = useAnnounce()
  const { about, agenda } = useLiveView()
  const { leads } = useMyPart()
  const current = about?.current
  const [look, setLook] = useState<{ readonly item: AgendaItem['id']; readonly while: AgendaItem['id'] | undefined } | undefined>()
  // Looking elsewhere ends when the room goes on to somebody new.
  const looking = look && look.while === current ? look.item : undefined
  const find = (id: AgendaItem['id'] | undefined): AgendaItem | undefined => agenda.find((item) => item.id === id)
  const room = find(current)
  const item = find(looking) ?? room ?? (leads ? undefined : agenda[0])

  const announced = useRef(current)
  useEffect(() => {
    if (announced.current !== current && room) announce(`Now talking about ${room.initials}, ${room.reason}.`)
    announced.current = current
  }, [announce, current, room])

  return {
    item,
    room: item && room && item.id !== room.id ? room : undefined,
    choose(next) {
      if (leads) live.discuss(next.id)
      setLook(leads ? undefined : { item: next.id, while: current })
    },
    rejoin: () => setLook(undefined),
  }
}

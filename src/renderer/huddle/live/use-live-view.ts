import { useMemo } from 'react'
import { present, type AgendaItem } from '../../../core/model/huddle.ts'
import type { StaffCard } from '../../../core/model/team.ts'
import type { HuddleView, ReadBack } from '../../../core/session/live-huddle.ts'
import { useObservable } from '../../shell/use-observable.ts'
import { useLive } from './live-context.ts'
import type { OpenItem } from './open-item.ts'
import { useDocValue } from './use-doc-value.ts'

export const useLiveView = (): HuddleView => useObservable(useLive().view)

/** The cards of those who are here now. */
export function usePeopleHere(): readonly StaffCard[] {
  const { attendees } = useLiveView()
  return useMemo(() => present(attendees).map(({ card }) => card), [attendees])
}

/** What this window's person may do: the chair leads and closes, the note-keeper moves the room along too. */
export function useMyPart(): { readonly chair: boolean; readonly leads: boolean } {
  const live = useLive()
  const { about } = useLiveView()
  const chair = about?.chair === live.me.device
  return { chair, leads: chair || about?.noteKeeper === live.me.device }
}

/** The reading-back of an item as it stands, read again when its document or the room changes. */
export function useReadBack({ item, open }: OpenItem): ReadBack | undefined {
  const live = useLive()
  useLiveView()
  return useDocValue(open.person, () => live.readBackOf(item.id))
}

/** The item that comes after `current` and still waits, from the top again after the last. */
export function nextWaiting(agenda: readonly AgendaItem[], current: AgendaItem | undefined): AgendaItem | undefined {
  const waiting = agenda.filter(({ id, state }) => id !== current?.id && (state === 'waiting' || state === 'open'))
  return waiting.find(({ order }) => current !== undefined && order > current.order) ?? waiting[0]
}

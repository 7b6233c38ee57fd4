import { clockTimeWithSeconds, instantOf } from '../../../core/model/dates.ts'
import type { AgendaItem, Attendee, HuddleAbout } from '../../../core/model/huddle.ts'
import type { SavedState } from '../../../core/session/live-huddle.ts'

/** `Saved 14:02:11`, `Saving`, or that it is not saved and why; a guest's copy is in memory and says so. */
export function savedInWords(state: SavedState): string {
  switch (state.kind) {
    case 'saved':
      return `Saved ${clockTimeWithSeconds(instantOf(state.at))}`
    case 'saving':
      return 'Saving'
    case 'memory-only':
      return 'Kept in this window only, and gone when you close it'
    case 'not-saved':
      return `Not saved: ${state.because}`
  }
}

/** The worse of two: what is not saved anywhere is not saved. */
export function bothSaved(one: SavedState, other: SavedState | undefined): SavedState {
  if (!other || one.kind === 'not-saved') return one
  if (other.kind === 'not-saved' || other.kind === 'saving') return other
  if (one.kind !== 'saved' || other.kind !== 'saved') return one
  return one.at >= other.at ? one : other
}

/** Minutes since an item was opened; the timer only counts. */
export const minutesUsed = (openedAt: string | undefined, now: number): number =>
  openedAt === undefined ? 0 : Math.max(0, Math.floor((now - Date.parse(openedAt)) / 60_000))

/** The time of an item: counted while the room talks about it, else what is set aside. */
export function itemTimeInWords(item: AgendaItem, now: number, running: boolean): string {
  const used = minutesUsed(item.openedAt, now)
  if (!running || item.state !== 'open') return `${item.minutes} min`
  return used <= item.minutes ? `${used} of ${item.minutes} min` : `${used} min, ${used - item.minutes} over`
}

export function itemStateInWords(item: AgendaItem): string {
  switch (item.state) {
    case 'waiting':
      return 'Waiting'
    case 'open':
      return 'Being discussed'
    case 'parked':
      return `Parked: ${item.parkedBecause ?? 'carried over'}`
    case 'closed':
      return 'Decided'
  }
}

export function attendeeNamed(attendees: readonly Attendee[], device: string | undefined): string {
  return attendees.find(({ card }) => card.device === device)?.card.name ?? 'not here yet'
}

export const partsInWords = (about: HuddleAbout, attendees: readonly Attendee[]): string =>
  `Chair: ${attendeeNamed(attendees, about.chair)} · Notes: ${attendeeNamed(attendees, about.noteKeeper)}`

/** `a`, `a and b`, `a, b and c`. */
export const listed = (words: readonly string[]): string => new Intl.ListFormat('en-GB', { style: 'long' }).format(words)

import type { HuddleRecord } from '../../core/model/huddle-record.ts'
import type { Attendee } from '../../core/model/huddle.ts'
import type { DeviceId } from '../../core/model/ids.ts'

/** Everybody but `me` who was in a huddle, each device once, as they were when last met; by name. */
export function colleaguesMet(huddles: readonly HuddleRecord[], me: DeviceId): Attendee[] {
  const byDevice = new Map<DeviceId, Attendee>()
  for (const attendee of huddles.flatMap(({ attendees }) => attendees)) {
    const known = byDevice.get(attendee.card.device)
    if (attendee.card.device !== me && (!known || known.arrivedAt < attendee.arrivedAt)) byDevice.set(attendee.card.device, attendee)
  }
  return [...byDevice.values()].toSorted((a, b) => a.card.name.localeCompare(b.card.name, 'en-GB'))
}

import type { HuddleRecord } from '../../core/model/huddle-record.ts'
import type { DeviceId } from '../../core/model/ids.ts'
import type { Instant } from '../../core/model/dates.ts'

/** The first letters of a device's name, enough to tell a member's devices apart. */
export const deviceName = (device: DeviceId): string => device.slice(0, 8).replace(/(.{4})(.{4})/, '$1 $2')

/** When each device was last in a huddle with this one. */
export function lastMet(huddles: readonly HuddleRecord[]): ReadonlyMap<DeviceId, Instant> {
  const met = new Map<DeviceId, Instant>()
  for (const { card, arrivedAt } of huddles.flatMap(({ attendees }) => attendees)) {
    const known = met.get(card.device)
    if (!known || known < arrivedAt) met.set(card.device, arrivedAt)
  }
  return met
}

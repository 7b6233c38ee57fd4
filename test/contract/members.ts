import { makeDevice } from '../../src/core/record/device.ts'
import { deviceKeys } from '../../src/core/session/device-keys.ts'
import type { Answer, Door, Membership } from '../../src/core/sync/member.ts'

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))

/** A door that answers everybody the same. */
export const doorThat = (answer: Answer): Door => ({
  pass: () => '',
  judge: async () => answer,
  bars: () => false,
  papersFor: async () => '',
  take: async () => undefined,
  gone: () => undefined,
  subscribe: () => () => undefined,
})

/** Somebody with a device of their own. */
export async function memberNamed(name: string, door: Door = doorThat('in')): Promise<Membership> {
  const device = await makeDevice({ random }, { name, role: 'Social worker', organisation: 'Leeds trust', organisationKind: 'NHS', guest: false })
  return { keys: deviceKeys(device, random), door }
}

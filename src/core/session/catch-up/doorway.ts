import type { Host } from '../../host.ts'
import { toBase64url, utf8 } from '../../model/bytes.ts'
import type { Effects } from '../../model/effects.ts'
import { huddleId, toHex, type DeviceId, type HuddleId } from '../../model/ids.ts'
import type { Relay } from '../../model/meeting-servers.ts'
import { devicesOf, type Roster } from '../../model/roster.ts'
import { digestOf } from '../../record/digest.ts'
import { derivedSecret } from '../../record/roster.ts'
import type { RoomAddress } from '../../sync/transport.ts'
import { hostMeetingPoint, meetingAddress } from '../meeting-point.ts'

/** Where the devices of a team meet by themselves in one epoch: worked out from its secret, so that nobody else can. */
export interface Doorway {
  readonly address: RoomAddress
  /** What blinds whatever two of them compare. */
  readonly blinding: Uint8Array
  /** The names under which a meeting point knows it, at a device's own app and at a relay. */
  readonly own: HuddleId
  readonly atRelay: HuddleId
  readonly ticketOf: (device: DeviceId) => Promise<{ readonly ticket: string; readonly digest: string }>
}

/** Tickets by which a team's devices come in: each of them admits 30, and a roster may hold more. */
const shards = 16
/** How long a meeting point admits the team's devices, milliseconds; it is told again whenever the app opens. */
const admitsFor = 20 * 60 * 60 * 1000
const seats = 30

export async function doorwayOf(epochSecret: Uint8Array): Promise<Doorway> {
  const base = await derivedSecret(epochSecret, 'mdt-huddle/team-room/v1')
  const id = async (purpose: string): Promise<string> => toHex((await derivedSecret(base, purpose)).subarray(0, 16))
  return {
    address: { room: await id('room'), secret: toBase64url(await derivedSecret(base, 'secret')) },
    blinding: await derivedSecret(base, 'blinding'),
    own: huddleId.parse(await id('own')),
    atRelay: huddleId.parse(await id('relay')),
    async ticketOf(device) {
      const shard = Number.parseInt((await digestOf(utf8.encode(device))).slice(0, 2), 16) % shards
      const ticket = (await derivedSecret(base, `ticket/${shard}`)).subarray(0, 16)
      return { ticket: toBase64url(ticket), digest: await digestOf(ticket) }
    },
  }
}

interface Opening {
  readonly host: Host
  readonly effects: Effects
  readonly roster: Roster
  readonly me: DeviceId
  readonly askAdmission: (address: string) => Promise<void>
}

const addressAt = async (place: string, huddle: HuddleId, { ticketOf }: Doorway, me: DeviceId): Promise<string> =>
  meetingAddress(place, huddle, (await ticketOf(me)).ticket, me)

/** Opens this app's own meeting point to the team's devices. @returns the way to it @throws {ProblemError} `signalling-stopped` */
export async function openOwn(doorway: Doorway, opening: Opening): Promise<string> {
  const { own } = await hostMeetingPoint(opening.host, doorway.own, 'computer', undefined)
  await admitTeam(doorway, doorway.own, opening)
  return addressAt(own, doorway.own, doorway, opening.me)
}

/**
 * Finds the team's place at its relay. Where the relay does not know the team's tickets, because it was started again or
 * nobody has been there for a day, it is told them, and then left alone: whoever hosts a place there would take it from a
 * colleague who does the same.
 * @returns the way to it
 * @throws {ProblemError} `relay-unreachable`, `relay-refused`, `signalling-unreachable`
 */
export async function openAtRelay(doorway: Doorway, relay: Relay, opening: Opening): Promise<string> {
  const address = await addressAt(relay.address, doorway.atRelay, doorway, opening.me)
  try {
    await opening.askAdmission(address)
  } catch {
    await admitTeam(doorway, doorway.atRelay, opening)
    await hostMeetingPoint(opening.host, doorway.atRelay, 'relay', relay)
    await opening.host.call('signalling.leave', { huddle: doorway.atRelay })
    await opening.askAdmission(address)
  }
  return address
}

async function admitTeam({ ticketOf }: Doorway, huddle: HuddleId, { host, effects, roster }: Opening): Promise<void> {
  const digests = new Set(await Promise.all(devicesOf(roster).map(async ({ device }) => (await ticketOf(device)).digest)))
  const expires = effects.clock() + admitsFor
  for (const ticketDigest of digests) await host.call('signalling.admit', { huddle, ticketDigest, seats, expires })
}

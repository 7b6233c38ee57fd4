import { z } from 'zod'
import { utf8 } from '../model/bytes.ts'
import { deviceId, huddleId, type DeviceId, type HuddleId } from '../model/ids.ts'
import type { HuddleHost } from '../model/invite.ts'
import { cell, type Observable } from '../model/observable.ts'
import type { StaffCard } from '../model/team.ts'
import { canonicalText } from '../record/canonical.ts'
import type { Answer, DeviceKeys, Door } from '../sync/member.ts'

/** The word of the device that keeps a huddle's door: that another device was let in. */
const passText = z.strictObject({ huddle: huddleId, device: deviceId, card: z.string().max(2000), signature: z.string().max(200) })

/** People who wait at a door at the most; further ones wait unseen until there is room. */
const mostKnocking = 20

export interface FrontDoor extends Door {
  /** Who waits to be let in here, in the order in which they came. */
  readonly knocks: Observable<readonly StaffCard[]>
  admit(device: DeviceId): void
  decline(device: DeviceId): void
  /** Whether exactly this card has been proven here by a device that is in. */
  hasMet(card: StaffCard): boolean
}

interface DoorParts {
  readonly huddle: HuddleId
  /** The device at whose MDT Huddle people meet: it keeps the door. */
  readonly host: HuddleHost
  readonly keys: DeviceKeys
}

/**
 * The door of one huddle and of every document in it. The device that hosts the huddle lets people in, one by one, and
 * gives each a pass; all others let in whoever shows one.
 */
export function frontDoor({ huddle, host, keys }: DoorParts): FrontDoor {
  const mine = host.device === keys.card.device
  const knocks = cell<readonly StaffCard[]>([])
  const decided = new Map<DeviceId, 'in' | 'no'>()
  const met = new Map<DeviceId, string>([[keys.card.device, canonicalText(keys.card)]])
  const watchers = new Set<() => void>()
  let pass = ''

  const changed = (): void => watchers.forEach((watcher) => watcher())
  const passBytes = (card: string): Uint8Array => utf8.encode(JSON.stringify([huddle, card]))

  function knock(card: StaffCard): Answer {
    const waiting = knocks.get()
    if (waiting.length < mostKnocking && waiting.every(({ device }) => device !== card.device)) knocks.set([...waiting, card])
    return 'wait'
  }
  function decide(device: DeviceId, answer: 'in' | 'no'): void {
    decided.set(device, answer)
    knocks.set(knocks.get().filter((card) => card.device !== device))
    changed()
  }

  async function passHolds(text: string, card: StaffCard): Promise<boolean> {
    const read = passText.safeParse(parsed(text)).data
    const same = read?.huddle === huddle && read.device === card.device && read.card === canonicalText(card)
    return same && keys.verify('pass', passBytes(read.card), host, read.signature)
  }

  async function judge(card: StaffCard, shown: string): Promise<Answer> {
    if (mine) return card.device === host.device ? 'in' : (decided.get(card.device) ?? knock(card))
    const isHost = card.device === host.device && card.signingKey === host.signingKey
    return isHost || card.device === keys.card.device || (await passHolds(shown, card)) ? 'in' : 'wait'
  }

  return {
    knocks,
    admit: (device) => decide(device, 'in'),
    decline: (device) => decide(device, 'no'),
    hasMet: (card) => met.get(card.device) === canonicalText(card),
    pass: () => pass,
    async judge(card, shown) {
      const answer = await judge(card, shown)
      if (answer === 'in') met.set(card.device, canonicalText(card))
      return answer
    },
    async passFor(card) {
      if (!mine) return ''
      const text = canonicalText(card)
      return JSON.stringify({ huddle, device: card.device, card: text, signature: await keys.sign('pass', passBytes(text)) })
    },
    async take(given, from) {
      if (from.device !== host.device || given === pass || !(await passHolds(given, keys.card))) return
      pass = given
      changed()
    },
    gone: (device) => knocks.set(knocks.get().filter((card) => card.device !== device)),
    subscribe(onChange) {
      watchers.add(onChange)
      return () => watchers.delete(onChange)
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

import { z } from 'zod'
import { utf8 } from '../model/bytes.ts'
import { handover, keepersOf, mostHandovers, type Handover } from '../model/door-keeper.ts'
import { deviceId, huddleId, type DeviceId, type HuddleId } from '../model/ids.ts'
import type { HuddleHost } from '../model/invite.ts'
import { cell, type Observable } from '../model/observable.ts'
import { devicesOf, longestRoster, wasRemoved } from '../model/roster.ts'
import type { StaffCard } from '../model/team.ts'
import { canonicalText } from '../record/canonical.ts'
import type { Answer, DeviceKeys, Door } from '../sync/member.ts'
import type { RosterAtDoor } from './roster-at-door.ts'

/** The word of a device that keeps a huddle's door, and how it came to keep it: that another device was let in. */
const passText = z.strictObject({
  huddle: huddleId,
  device: deviceId,
  card: z.string().max(2000),
  handed: z.array(handover).max(mostHandovers),
  signature: z.string().max(200),
})
const papersText = z.strictObject({ pass: z.string().max(8000), roster: z.string().max(longestRoster) })

/** People who wait at a door at the most; further ones wait unseen until there is room. */
const mostKnocking = 20

export interface FrontDoor extends Door {
  /** Who waits to be let in here, in the order in which they came. */
  readonly knocks: Observable<readonly StaffCard[]>
  /** Whoever lets people in now. */
  readonly keeper: Observable<HuddleHost>
  admit(device: DeviceId): void
  decline(device: DeviceId): void
  /** Whether exactly this card has been proven here by a device that is in. */
  hasMet(card: StaffCard): boolean
  /** Gives the door to somebody else, where this device keeps it; what everybody is to be told. */
  handOver(to: HuddleHost): Promise<readonly Handover[] | undefined>
  /** Follows the door from hand to hand, as far as each keeper has signed it. */
  follow(handed: readonly Handover[]): Promise<void>
  stop(): void
}

interface DoorParts {
  readonly huddle: HuddleId
  /** The device at whose MDT Huddle people meet: it keeps the door until it hands it over. */
  readonly host: HuddleHost
  readonly keys: DeviceKeys
  readonly team: RosterAtDoor
  /** The pass that was given to this device earlier; '' for none. */
  readonly pass: string
}

/**
 * The door of one huddle and of every document in it. Members of the team come in by its roster, where the host is of the
 * team too. Everybody else knocks; whoever keeps the door lets people in, one by one, and gives each a pass, and the others
 * let in whoever shows one. A device that the roster has removed is not met at all.
 */
export function frontDoor({ huddle, host, keys, team, pass: kept }: DoorParts): FrontDoor {
  const me = keys.card.device
  const knocks = cell<readonly StaffCard[]>([])
  let handed: readonly Handover[] = []
  const keeper = cell(host)
  const admitted = new Set<string>()
  const declined = new Set<DeviceId>()
  const met = new Map<DeviceId, string>([[me, canonicalText(keys.card)]])
  const watchers = new Set<() => void>()
  const passes = new Map<string, string>()
  let pass = kept

  const changed = (): void => watchers.forEach((watcher) => watcher())
  const stopTeam = team.subscribe(changed)
  const keepsDoor = (): boolean => keeper.get().device === me
  const passBytes = (card: string): Uint8Array => utf8.encode(JSON.stringify([huddle, card]))
  const handedBytes = (index: number, to: HuddleHost): Uint8Array => utf8.encode(JSON.stringify([huddle, index, to.device, to.signingKey]))

  const bars = ({ device }: Pick<StaffCard, 'device'>): boolean => {
    const roster = team.now()
    return roster !== undefined && wasRemoved(roster, device)
  }
  /** The roster opens only huddles of the team itself: a guest of another team brings nobody along. */
  function rostered(card: StaffCard): boolean {
    const roster = team.now()
    const cards = roster ? devicesOf(roster) : []
    const ours = [me, host.device].every((device) => cards.some((each) => each.device === device))
    return ours && cards.some((each) => each.device === card.device && canonicalText(each) === canonicalText(card))
  }

  function knock(card: StaffCard): Answer {
    const waiting = knocks.get()
    if (waiting.length < mostKnocking && waiting.every(({ device }) => device !== card.device)) knocks.set([...waiting, card])
    return 'wait'
  }
  const answered = (device: DeviceId): void => {
    if (knocks.get().some((card) => card.device === device)) knocks.set(knocks.get().filter((card) => card.device !== device))
  }

  /** Whether each keeper has signed that the next one has the door. */
  async function handedHolds(links: readonly Handover[]): Promise<boolean> {
    const keepers = keepersOf(host, links)
    const signed = links.map(({ to, signature }, index) => {
      const from = keepers[index]
      return from !== undefined && keys.verify('keeper', handedBytes(index, to), from, signature)
    })
    return (await Promise.all(signed)).every(Boolean)
  }

  /** Who signed the pass, where it holds for exactly this card. */
  async function passSigner(text: string, card: StaffCard): Promise<DeviceId | undefined> {
    const read = passText.safeParse(parsed(text)).data
    if (read?.huddle !== huddle || read.device !== card.device || read.card !== canonicalText(card)) return undefined
    const signer = keepersOf(host, read.handed).at(-1)
    if (!signer || bars(signer) || !(await handedHolds(read.handed))) return undefined
    return (await keys.verify('pass', passBytes(read.card), signer, read.signature)) ? signer.device : undefined
  }

  async function judge(card: StaffCard, shown: string): Promise<Answer> {
    if (bars(card) || (keepsDoor() && declined.has(card.device))) return 'no'
    if (rostered(card) || (keepsDoor() && admitted.has(canonicalText(card)))) return 'in'
    const hasKept = keepersOf(host, handed).some(({ device, signingKey }) => card.device === device && card.signingKey === signingKey)
    if (hasKept || card.device === me || (await passSigner(shown, card))) return 'in'
    return knock(card)
  }

  async function passFor(card: StaffCard): Promise<string> {
    const text = canonicalText(card)
    const known = passes.get(text)
    if (known !== undefined || !keepsDoor()) return known ?? ''
    const given = JSON.stringify({ huddle, device: card.device, card: text, handed, signature: await keys.sign('pass', passBytes(text)) })
    passes.set(text, given)
    return given
  }

  return {
    knocks,
    keeper,
    bars,
    admit(device) {
      const card = knocks.get().find((each) => each.device === device)
      if (!card || !keepsDoor()) return
      admitted.add(canonicalText(card))
      answered(device)
      changed()
    },
    decline(device) {
      if (!keepsDoor()) return
      declined.add(device)
      answered(device)
      changed()
    },
    hasMet: (card) => met.get(card.device) === canonicalText(card),
    pass: () => pass,
    async judge(card, shown) {
      const answer = await judge(card, shown)
      if (answer !== 'wait') answered(card.device)
      if (answer === 'in') met.set(card.device, canonicalText(card))
      return answer
    },
    async papersFor(card) {
      const roster = team.now()
      const theirs = roster && devicesOf(roster).some(({ device }) => device === card.device) ? roster.text : ''
      const given = await passFor(card)
      return given === '' && theirs === '' ? '' : JSON.stringify({ pass: given, roster: theirs })
    },
    async take(papers, from) {
      const read = papersText.safeParse(parsed(papers)).data
      if (!read) return
      if (read.pass !== '' && read.pass !== pass && (await passSigner(read.pass, keys.card)) === from.device) {
        pass = read.pass
        changed()
      }
      if (read.roster !== '') await team.take(read.roster)
    },
    gone: answered,
    async handOver(to) {
      if (!keepsDoor() || to.device === me || handed.length >= mostHandovers) return undefined
      const signature = await keys.sign('keeper', handedBytes(handed.length, to))
      const next = { device: to.device, signingKey: to.signingKey }
      handed = [...handed, { to: next, signature }]
      passes.clear()
      keeper.set(next)
      changed()
      return handed
    },
    async follow(links) {
      const further = links.length > handed.length && handed.every((link, index) => JSON.stringify(link) === JSON.stringify(links[index]))
      if (!further || !(await handedHolds(links))) return
      handed = links
      passes.clear()
      keeper.set(keepersOf(host, links).at(-1) ?? host)
      changed()
    },
    subscribe(onChange) {
      watchers.add(onChange)
      return () => watchers.delete(onChange)
    },
    stop: stopTeam,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

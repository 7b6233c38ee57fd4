import type { Host } from '../host.ts'
import type { Clock } from '../model/effects.ts'
import type { HuddleId } from '../model/ids.ts'
import { readAddress, readCode } from '../model/near.ts'
import type { Observable } from '../model/observable.ts'
import { ProblemError } from '../model/problem.ts'
import { isOfTeam } from './near-names.ts'
import type { Standing } from './roster-desk.ts'
import { openInvite } from './team-invite.ts'

/** A huddle of this team that was found on the local network. */
export interface NearHuddle {
  readonly huddle: HuddleId
  readonly title: string
  readonly address: string
  /** To join by. */
  readonly invite: string
}

export interface NearView {
  /** False where this network lets nobody listen: the address and the code can be typed all the same. */
  readonly open: boolean
  readonly huddles: readonly NearHuddle[]
  /** Huddles that were heard of and are not this team's. */
  readonly others: number
}

/** What is found on the local network, and joined by address and code. */
export interface NearDesk {
  /** Listens for a few seconds, and says what has been found; to be called again and again while somebody looks. */
  look(): Promise<NearView>
  /** Ends listening. */
  rest(): Promise<void>
  /**
   * The sealed invite that a colleague’s meeting point gives for a code.
   * @throws {ProblemError} `near-garbled`, `near-unreachable`, `near-unknown`, `near-busy`
   */
  ask(address: string, code: string): Promise<string>
}

/** Invites that are fetched in one look at the most: whoever has heard a name may repeat it. */
const mostFetched = 8
/** Where nothing opened, it is tried again after so many milliseconds. */
const againAfter = 30_000

interface Fetched {
  readonly at: number
  readonly huddle: NearHuddle | undefined
}

interface NearParts {
  readonly host: Host
  readonly clock: Clock
  readonly standing: Observable<Standing | undefined>
}

export function nearDesk({ host, clock, standing }: NearParts): NearDesk {
  /** By announced name and address: what opened there. */
  let known = new Map<string, Fetched>()

  async function fetched(id: string, address: string, secret: Uint8Array): Promise<Fetched> {
    const at = clock()
    try {
      const { invite } = await host.call('near.ask', { address, locator: id })
      const { huddle, title } = await openInvite(invite, at, secret)
      return { at, huddle: { huddle, title, address, invite } }
    } catch (error) {
      if (error instanceof ProblemError) return { at, huddle: undefined }
      throw error
    }
  }

  return {
    async look() {
      const { open, found } = await host.call('near.look', null)
      const secret = standing.get()?.epochSecret
      if (!secret) return { open, huddles: [], others: found.length }
      const judged = await Promise.all(found.map(async (each) => ({ ...each, key: `${each.id} ${each.address}`, ours: await isOfTeam(each.id, secret) })))
      const ours = judged.filter((each) => each.ours)
      const due = ours.filter(({ key }) => {
        const before = known.get(key)
        return !before || (!before.huddle && clock() - before.at > againAfter)
      })
      const fresh = await Promise.all(due.slice(0, mostFetched).map(async ({ id, address, key }) => [key, await fetched(id, address, secret)] as const))
      const heard = new Set(ours.map(({ key }) => key))
      known = new Map([...known, ...fresh].filter(([key]) => heard.has(key)))
      const huddles = new Map([...known.values()].flatMap(({ huddle }) => (huddle ? [[huddle.huddle, huddle] as const] : [])))
      return { open, huddles: [...huddles.values()], others: judged.length - ours.length }
    },
    async rest() {
      known = new Map()
      await host.call('near.rest', null)
    },
    async ask(typedAddress, typedCode) {
      const [address, locator] = [readAddress(typedAddress), readCode(typedCode)]
      if (!address || !locator) throw garbled(address === undefined)
      return (await host.call('near.ask', { address, locator })).invite
    },
  }
}

const garbled = (address: boolean): ProblemError =>
  new ProblemError({
    code: 'near-garbled',
    happened: address ? 'This is not the address of a colleague’s computer.' : 'This is not a whole code.',
    kept: 'Nothing was joined and nothing was changed.',
    todo: address
      ? 'Type it as your colleague’s screen shows it: four numbers with points between them, such as 192.168.1.20:47821.'
      : 'Type the eight letters and digits that your colleague’s screen shows, such as K7MF-XQRT. It has no B, I, L, O, S, Z, 0, 1, 2, 5 or 8.',
  })

import type { Clock } from '../core/model/effects.ts'
import { budget } from '../core/sync/budget.ts'
import { announcement } from './near-records.ts'
import { openNear, type NearNetwork, type NearSockets } from './near-sockets.ts'

/** Says on the local network that huddles meet here, for as long as there are any. */
export interface NearAnnouncer {
  /** @returns whether it could be said on any network. With no ids, says goodbye and closes. */
  announce(ids: readonly string[], port: number): Promise<boolean>
  close(): Promise<void>
}

/** Answers a second: whoever asks faster is answered with the next one who does. */
const answersPerSecond = 4
const answersAtOnce = 10

/** How often it is said unasked, which also finds that this computer has moved to another network, milliseconds. */
const saysEvery = 30_000

export function nearAnnouncer(network: NearNetwork, clock: Clock): NearAnnouncer {
  let sockets: NearSockets | undefined
  /** The networks on which it is open: a laptop may have moved. */
  let opened = ''
  let said: { readonly ids: readonly string[]; readonly port: number } = { ids: [], port: 0 }
  let again: NodeJS.Timeout | undefined
  let turn: Promise<unknown> = Promise.resolve()

  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const next = turn.then(step, step)
    turn = next
    return next
  }
  const tell = async (ids: readonly string[], port: number, ttl?: number): Promise<void> => {
    if (ids.length > 0) await sockets?.say((address) => announcement(ids, address, port, ttl))
  }

  async function shut(): Promise<void> {
    clearInterval(again)
    await tell(said.ids, said.port, 0)
    await sockets?.close()
    sockets = undefined
    said = { ids: [], port: 0 }
  }

  async function open(): Promise<NearSockets> {
    const mayAnswer = budget(clock, answersPerSecond, answersAtOnce)
    return openNear(network, clock, ({ kind }) => {
      if (kind === 'asked' && mayAnswer(1)) void tell(said.ids, said.port)
    })
  }

  async function announce(ids: readonly string[], port: number): Promise<boolean> {
    const addresses = network.addresses().join()
    if (ids.length === 0 || addresses !== opened) await shut()
    if (ids.length === 0) return false
    sockets ??= await open()
    opened = addresses
    await tell(said.port === port ? said.ids.filter((id) => !ids.includes(id)) : said.ids, said.port, 0)
    said = { ids, port }
    await tell(ids, port)
    clearInterval(again)
    again = setInterval(() => void inTurn(() => announce(said.ids, said.port)), saysEvery)
    return sockets.open
  }

  return {
    announce: (ids, port) => inTurn(() => announce(ids, port)),
    close: () => inTurn(shut),
  }
}

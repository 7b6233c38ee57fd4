import { mostHeard, mostHeardOfOne, type HeardHuddle } from '../core/model/near.ts'
import type { Clock } from '../core/model/effects.ts'
import { onward } from '../core/model/onward.ts'
import { question, type Announced } from './near-records.ts'
import { openNear, type NearNetwork, type NearSockets } from './near-sockets.ts'

export interface NearListener {
  /** Listens for a few seconds more, and says what has been heard. `open` is false where no network lets it listen. */
  look(): Promise<{ readonly open: boolean; readonly found: HeardHuddle[] }>
  close(): Promise<void>
}

/** How often it asks, how long it goes on without anybody looking, and how long what was heard holds, milliseconds. */
const asksEvery = 2000
const looksFor = 6000
const holdsFor = 8000

/** Hears which huddles are announced on the local network, while somebody looks and no longer. */
export function nearListener(network: NearNetwork, clock: Clock): NearListener {
  let listening: Promise<NearSockets> | undefined
  const now = onward(clock)
  let lookedAt = 0
  const heard = new Map<string, HeardHuddle & { readonly at: number }>()

  function hear({ id, port, gone }: Announced, from: string): void {
    // An announcement speaks for the computer that sent it: nobody sends others to a third one.
    const address = `${from}:${port}`
    const key = `${id} ${address}`
    if (gone) return void heard.delete(key)
    const ofOne = [...heard.values()].filter((each) => each.address.startsWith(`${from}:`)).length
    if (!heard.has(key) && (heard.size >= mostHeard || ofOne >= mostHeardOfOne)) return
    heard.set(key, { id, address, at: now() })
  }

  function forgetOld(): void {
    for (const [key, { at }] of heard) if (now() - at > holdsFor) heard.delete(key)
  }

  async function close(): Promise<void> {
    const ending = listening
    listening = undefined
    heard.clear()
    await (await ending)?.close()
  }

  async function start(): Promise<NearSockets> {
    const opened = await openNear(network, clock, (message, from) => {
      if (message.kind === 'announced') for (const each of message.huddles) hear(each, from)
    })
    await opened.say(() => question())
    const asking = setInterval(() => {
      if (now() - lookedAt > looksFor) void close()
      else void opened.say(() => question())
    }, asksEvery)
    // Whoever looks away while it is still being opened closes it too: its asking ends with itself.
    return {
      ...opened,
      async close() {
        clearInterval(asking)
        await opened.close()
      },
    }
  }

  return {
    async look() {
      lookedAt = now()
      listening ??= start()
      const { open } = await listening
      forgetOld()
      return { open, found: [...heard.values()].map(({ id, address }) => ({ id, address })) }
    },
    close,
  }
}

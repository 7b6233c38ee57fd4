import { z } from 'zod'
import { personId } from '../model/ids.ts'

/** What windows of one vault tell each other: that something was written, and where. What was written they read themselves. */
const notice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('records') }),
  z.strictObject({ kind: z.literal('document'), id: z.string().max(200) }),
  z.strictObject({ kind: z.literal('locked') }),
  // Whether anybody has this person on their table, and that somebody has.
  z.strictObject({ kind: z.literal('asks'), question: z.string().max(64), person: personId }),
  z.strictObject({ kind: z.literal('has'), question: z.string().max(64) }),
])
export type Notice = z.infer<typeof notice>

/** What carries a notice to the other windows of one name, such as a BroadcastChannel. */
export interface WindowChannel {
  send(notice: unknown): void
  /** Called at most once. */
  listen(onNotice: (notice: unknown) => void): void
  close(): void
}

export function overBroadcast(channel: BroadcastChannel): WindowChannel {
  return {
    send: channel.postMessage.bind(channel),
    listen: (onNotice) => channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => onNotice(data)),
    close: () => channel.close(),
  }
}

export interface Neighbours {
  /** Whether there is no way to another window. */
  readonly alone: boolean
  tell(notice: Notice): void
  listen(onNotice: (notice: Notice) => void): void
  close(): void
}

export function neighbours(channel: WindowChannel | undefined): Neighbours {
  let closed = false
  return {
    alone: channel === undefined,
    tell(what) {
      if (!closed) channel?.send(what)
    },
    listen(onNotice) {
      channel?.listen((data) => {
        const parsed = notice.safeParse(data)
        if (parsed.success && !closed) onNotice(parsed.data)
      })
    },
    close() {
      closed = true
      channel?.close()
    },
  }
}

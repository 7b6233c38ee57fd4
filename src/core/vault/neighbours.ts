import { z } from 'zod'

/** What windows of one vault tell each other: that something was written, and where. What was written they read themselves. */
const notice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('records') }),
  z.strictObject({ kind: z.literal('document'), id: z.string().max(200) }),
  z.strictObject({ kind: z.literal('locked') }),
])
export type Notice = z.infer<typeof notice>

/** Of a BroadcastChannel, what is needed of it. */
export interface WindowChannel {
  postMessage(message: unknown): void
  onmessage: ((event: { readonly data: unknown }) => void) | null
  close(): void
}

export interface Neighbours {
  tell(notice: Notice): void
  listen(onNotice: (notice: Notice) => void): void
  close(): void
}

export function neighbours(channel: WindowChannel | undefined): Neighbours {
  let closed = false
  return {
    tell(what) {
      if (!closed) channel?.postMessage(what)
    },
    listen(onNotice) {
      if (!channel) return
      channel.onmessage = ({ data }) => {
        const parsed = notice.safeParse(data)
        if (parsed.success && !closed) onNotice(parsed.data)
      }
    },
    close() {
      closed = true
      channel?.close()
    },
  }
}

import { useEffect, useState } from 'react'
import { toHex } from '../../core/model/ids.ts'

/**
 * The invite of a second seat, from one window of this app to the next. It does not stand in the new window's address,
 * because a browser writes addresses into its history.
 */
const channelName = 'mdt-huddle-seat'

/** How long the invite waits for its window, and the window for its invite, milliseconds. */
const offered = 60_000
const patience = 3000

interface Asking {
  readonly asks: string
}
interface Giving {
  readonly gives: string
  readonly code: string
}

/** Offers the invite at the end of `address` once, and gives the address by which the new window asks for it. */
export function offerSeat(address: string, invite: string): string {
  const handle = toHex(crypto.getRandomValues(new Uint8Array(16)))
  const channel = new BroadcastChannel(channelName)
  const timer = setTimeout(() => channel.close(), offered)
  channel.addEventListener('message', ({ data }: MessageEvent<Asking | Giving>) => {
    if (!('asks' in data) || data.asks !== handle) return
    channel.postMessage({ gives: handle, code: invite } satisfies Giving)
    clearTimeout(timer)
    channel.close()
  })
  return address.replace(invite, handle)
}

/** The handle that `offerSeat` put into the address. */
export const seatHandleIn = (location: string): string | undefined => /^\/seat\/([0-9a-f]{32})$/.exec(location)?.[1]

/** The invite that goes with a handle; empty where no window gives it (any more), undefined until that is known. */
export function useSeatInvite(handle: string | undefined): string | undefined {
  const [code, setCode] = useState<string | undefined>()
  useEffect(() => {
    if (handle === undefined) return
    const channel = new BroadcastChannel(channelName)
    const timer = setTimeout(() => setCode(''), patience)
    channel.addEventListener('message', ({ data }: MessageEvent<Asking | Giving>) => {
      if (!('gives' in data) || data.gives !== handle) return
      clearTimeout(timer)
      setCode(data.code)
    })
    channel.postMessage({ asks: handle } satisfies Asking)
    return () => {
      clearTimeout(timer)
      channel.close()
    }
  }, [handle])
  return code
}

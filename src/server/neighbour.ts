import { z } from 'zod'
import { appVersion } from '../node/app-version.ts'

/** How one MDT Huddle finds that the program at its port is another one. */

export const aboutPath = '/about.json'

const aboutParser = z.object({ app: z.literal('MDT Huddle') })

export const aboutText = (): string => JSON.stringify({ app: 'MDT Huddle', version: appVersion })

/** Asks whoever listens at `port` of this computer; anything unexpected, or a second of silence, is no. */
export async function isOurs(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${aboutPath}`, { signal: AbortSignal.timeout(1000), redirect: 'error' })
    return aboutParser.safeParse(JSON.parse((await response.text()).slice(0, 1000))).success
  } catch {
    return false
  }
}

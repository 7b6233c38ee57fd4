import { randomBytes } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { openNear, type NearNetwork, type NearSockets } from '../../src/node/near-sockets.ts'
import type { Heard } from '../../src/node/near-records.ts'

/** A network of this computer's own, on its loopback address: no other computer, and no other test, is on it. */
export function aNetwork(): NearNetwork {
  const [a = 0, b = 0] = randomBytes(2)
  return { addresses: () => ['127.0.0.1'], group: `239.255.${a}.${b || 1}`, port: 20_000 + (a * 256 + b) % 20_000 }
}

/** A network that no system lets in. */
export const noNetwork: NearNetwork = { addresses: () => ['192.0.2.250'], group: '239.255.0.1', port: 20_001 }

/** Hears everything that is said of huddles on a network, and says what it is given. */
export async function anEar(network: NearNetwork): Promise<NearSockets & { readonly heard: Heard[] }> {
  const heard: Heard[] = []
  const sockets = await openNear(network, Date.now, (each) => heard.push(each))
  onTestFinished(() => sockets.close())
  return { ...sockets, heard }
}

/** Why multicast cannot be tried here; empty where it can. */
export async function whyNoMulticast(): Promise<string> {
  const sockets = await openNear(aNetwork(), Date.now, () => undefined)
  await sockets.close()
  return sockets.open ? '' : 'this computer lets nobody multicast on its loopback address'
}

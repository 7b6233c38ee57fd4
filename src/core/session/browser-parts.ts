import type { Host } from '../host.ts'
import type { Effects } from '../model/effects.ts'
import type { Observable } from '../model/observable.ts'
import type { PdfFonts } from '../record/pdf/fonts.ts'
import type { Socket } from '../sync/admission.ts'
import type { WorkerClass } from '../sync/gate/browser-worker.ts'
import type { WebrtcClasses } from '../sync/webrtc-transport.ts'
import type { IndexedDbParts } from '../vault/database.ts'
import type { ComputerKeys } from '../vault/vault.ts'
import { waitingKeeper } from '../vault/waiting-keeper.ts'
import type { SessionParts } from './parts.ts'
import { twinHost } from './twin-host.ts'

/** What a window offers: its database, its network and its clock. */
export interface BrowserWorld {
  readonly host: Host
  readonly effects: Effects
  readonly indexedDb: IndexedDbParts
  /** Where windows of this installation hear of each other. */
  readonly openChannel: (name: string) => BroadcastChannel
  readonly webrtc: WebrtcClasses
  readonly Worker: WorkerClass
  readonly openSocket: (address: string) => Socket
  readonly fonts: () => Promise<PdfFonts>
  readonly network: Observable<boolean>
  readonly guestOnly: boolean
}

/** The parts that the app runs on in a real window: IndexedDB, WebRTC, and its host. Each is fetched when it is first needed. */
export function browserParts({ indexedDb, openChannel, webrtc, Worker, openSocket, ...world }: BrowserWorld): SessionParts {
  // Nobody in a practice team is real: what is lost of it is made anew with one click.
  const twinsOf = (name: 'team' | 'practice') => (name === 'team' ? { twins: twinHost(world.host, name) } : {})
  let fonts: Promise<PdfFonts> | undefined
  return {
    ...world,
    // Held for as long as the window is there, so that they are read once. What could not be fetched is asked for again.
    fonts: () =>
      (fonts ??= world.fonts().catch((error: unknown) => {
        fonts = undefined
        throw error
      })),
    vaultKeeper: (name) =>
      waitingKeeper(
        name,
        indexedDb.indexedDB,
        async () => {
          const [{ vaultKeeper }, { leastCost }, { overBroadcast }] = await Promise.all([import('../vault/vault-keeper.ts'), import('../vault/keyring.ts'), import('../vault/neighbours.ts')])
          // Its passphrase stands in the program, for all to read: what it costs to try keeps nobody out.
          const cost = name === 'practice' ? { cost: leastCost } : {}
          return vaultKeeper({ name, ...cost, effects: world.effects, channel: (of) => overBroadcast(openChannel(of)), computer: computerKeysOf(world.host), ...twinsOf(name), ...indexedDb })
        },
        twinsOf(name).twins,
      ),
    async guestVault() {
      const { memoryVault } = await import('../vault/memory-vault.ts')
      return memoryVault()
    },
    async makeTransport(signalling, member, iceServers) {
      const { webrtcTransport, handsInWorker, startGateWorker } = await import('../sync/in-browser.ts')
      return webrtcTransport({ signalling, webrtc, iceServers, member, clock: world.effects.clock, hands: handsInWorker(() => startGateWorker(Worker)) })
    },
    async askAdmission(address) {
      const { askAdmission } = await import('../sync/admission.ts')
      return askAdmission(address, openSocket)
    },
  }
}

/** The computer's key store, by way of the host. */
const computerKeysOf = (host: Host): ComputerKeys => ({
  absence: async () => (await host.call('keys.absence', null)).because,
  wrap: async (key) => (await host.call('keys.wrap', { key })).wrapped,
  unwrap: async (wrapped) => (await host.call('keys.unwrap', { wrapped })).key,
})

import type { Host } from '../host.ts'
import { askedOnce } from '../model/asked-once.ts'
import type { Effects } from '../model/effects.ts'
import type { Observable } from '../model/observable.ts'
import type { PdfFonts } from '../record/pdf/fonts.ts'
import type { Socket } from '../sync/admission.ts'
import type { WorkerClass } from '../sync/gate/browser-worker.ts'
import type { WebrtcClasses } from '../sync/webrtc-transport.ts'
import type { IndexedDbParts } from '../vault/database.ts'
import type { StretchWorkerClass } from '../vault/stretch/browser-worker.ts'
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
  readonly Worker: WorkerClass & StretchWorkerClass
  readonly openSocket: (address: string) => Socket
  readonly fonts: () => Promise<PdfFonts>
  readonly network: Observable<boolean>
  readonly guestOnly: boolean
}

/** The parts that the app runs on in a real window: IndexedDB, WebRTC, and its host. Each is fetched when it is first needed. */
export function browserParts({ indexedDb, openChannel, webrtc, Worker, openSocket, ...world }: BrowserWorld): SessionParts {
  // Nobody in a practice team is real: what is lost of it is made anew with one click.
  const twinsOf = (name: 'team' | 'practice') => (name === 'team' ? { twins: twinHost(world.host, name) } : {})
  return {
    ...world,
    // Held for as long as the window is there, so that they are read once.
    fonts: askedOnce(world.fonts),
    vaultKeeper: (name) =>
      waitingKeeper(
        name,
        indexedDb.indexedDB,
        askedOnce(async () => {
          const { vaultKeeper, leastCost, overBroadcast, stretchApart } = await import('../vault/in-browser.ts')
          // The passphrase of the practice team stands in the program, for all to read: what it costs to try keeps nobody out.
          const trying = name === 'practice' ? { cost: leastCost } : { stretcher: stretchApart(Worker) }
          return vaultKeeper({ name, ...trying, effects: world.effects, channel: (of) => overBroadcast(openChannel(of)), computer: computerKeysOf(world.host), ...twinsOf(name), ...indexedDb })
        }),
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

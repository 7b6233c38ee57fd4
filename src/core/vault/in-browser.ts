import { loadSodium } from './sodium.ts'
import { startStretchWorker, type StretchWorkerClass } from './stretch/browser-worker.ts'
import { stretchHere, type Stretcher } from './stretch/stretch.ts'
import { stretchInWorker } from './stretch/stretch-in-worker.ts'

/** What a window keeps its vault with, as one part that is fetched when the vault is first asked for. */
export { leastCost } from './keyring.ts'
export { overBroadcast } from './neighbours.ts'
export { vaultKeeper } from './vault-keeper.ts'

/** Stretches passphrases apart from the window's own thread. */
export const stretchApart = (Worker: StretchWorkerClass): Stretcher => stretchInWorker(() => startStretchWorker(Worker), stretchHere(loadSodium).stretch)

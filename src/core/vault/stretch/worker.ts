import { loadSodium } from '../sodium.ts'
import { stretched, type Stretching } from './stretch.ts'

/** Turns one passphrase into a key, away from the thread that people type in. Loads what that takes while it waits for one. */
const loading = loadSodium()

self.addEventListener('message', ({ data }: MessageEvent<Stretching>) => {
  void loading
    .then((sodium) => stretched(sodium, data))
    // Whoever asked finds another way.
    .catch(() => undefined)
    .then((key) => self.postMessage(key, { transfer: key ? [key.buffer] : [] }))
})

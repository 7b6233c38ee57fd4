import { keyLength, type Stretch, type Stretcher, type Stretching } from './stretch.ts'

/** As much of Worker as stretching needs. */
export interface StretchWorker {
  postMessage(message: Stretching, transfer: never[]): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'error', listener: (event: { preventDefault(): void }) => void): void
  terminate(): void
}

/** A worker for one passphrase. */
interface Started {
  readonly worker: StretchWorker
  /** Its key, or undefined once it has failed. */
  readonly key: Promise<Uint8Array | undefined>
}

/**
 * Stretches in a worker of its own each time, so that the window does not stall and the store is read meanwhile. The worker
 * ends with its one key, and what it had in memory goes with it. Where it cannot be started, or gives no key, `otherwise` does it.
 */
export function stretchInWorker(start: () => StretchWorker, otherwise: Stretch): Stretcher {
  let waiting: Started | undefined

  function started(): Started | undefined {
    try {
      const worker = start()
      const key = new Promise<Uint8Array | undefined>((resolve) => {
        worker.addEventListener('message', ({ data }) => resolve(data instanceof Uint8Array && data.length === keyLength ? data : undefined))
        worker.addEventListener('error', (event) => {
          event.preventDefault()
          resolve(undefined)
        })
      })
      return { worker, key }
    } catch {
      return undefined
    }
  }

  return {
    prepare: () => void (waiting ??= started()),
    async stretch(asked) {
      const one = waiting ?? started()
      waiting = undefined
      one?.worker.postMessage(asked, [])
      const key = await one?.key
      one?.worker.terminate()
      return key ?? otherwise(asked)
    },
    rest() {
      waiting?.worker.terminate()
      waiting = undefined
    },
  }
}

import { beforeAll, describe, expect, it } from 'vitest'
import { loadSodium } from '../../../src/core/vault/sodium.ts'
import { stretched, stretchHere, type Stretching } from '../../../src/core/vault/stretch/stretch.ts'
import { stretchInWorker, type StretchWorker } from '../../../src/core/vault/stretch/stretch-in-worker.ts'

const asked: Stretching = { passphrase: 'four quiet unrelated words', salt: new Uint8Array(16), passes: 1, memory: 8192 }
let key: Uint8Array

beforeAll(async () => {
  key = stretched(await loadSodium(), asked)
})

interface Staged extends StretchWorker {
  readonly asked: Stretching[]
  says(data: unknown): void
  fails(): void
  ended: boolean
}

/** A worker that does what the test says. */
function staged(): Staged {
  const listeners = new Map<string, (event: never) => void>()
  const worker: Staged = {
    asked: [],
    ended: false,
    postMessage: (message) => void worker.asked.push(message),
    addEventListener: (type: string, listener: (event: never) => void) => void listeners.set(type, listener),
    terminate: () => void (worker.ended = true),
    says: (data) => listeners.get('message')?.({ data } as never),
    fails: () => listeners.get('error')?.({ preventDefault: () => undefined } as never),
  }
  return worker
}

const otherKey = new Uint8Array(32).fill(7)
const otherwise = async (): Promise<Uint8Array> => otherKey

function stage(): { readonly workers: Staged[]; readonly start: () => Staged } {
  const workers: Staged[] = []
  return {
    workers,
    start() {
      const worker = staged()
      workers.push(worker)
      return worker
    },
  }
}

describe('stretching a passphrase', () => {
  it('[V161] here and in another thread the same passphrase gives the same key, however its letters are composed', async () => {
    const here = stretchHere(loadSodium)
    expect(await here.stretch(asked)).toEqual(key)
    const composed = await here.stretch({ ...asked, passphrase: 'caf\u00e9 and three others' })
    expect(await here.stretch({ ...asked, passphrase: 'cafe\u0301 and three others' })).toEqual(composed)
    expect(composed).not.toEqual(key)
  })

  it('[V161] each passphrase has a worker of its own, which ends with its key', async () => {
    const { workers, start } = stage()
    const { stretch } = stretchInWorker(start, otherwise)
    for (let turn = 0; turn < 2; turn += 1) {
      const stretching = stretch(asked)
      expect(workers[turn]?.asked).toEqual([asked])
      expect(workers[turn]?.ended).toBe(false)
      workers[turn]?.says(key)
      expect(await stretching).toBe(key)
      expect(workers[turn]?.ended).toBe(true)
    }
    expect(workers).toHaveLength(2)
  })

  it('[V161] one that was made ready is the one that is asked, once, and ends where nobody asks', async () => {
    const { workers, start } = stage()
    const stretcher = stretchInWorker(start, otherwise)
    stretcher.prepare()
    stretcher.prepare()
    const stretching = stretcher.stretch(asked)
    workers[0]?.says(key)
    expect(await stretching).toBe(key)
    stretcher.prepare()
    expect(workers).toHaveLength(2)
    stretcher.rest()
    expect(workers[1]?.ended).toBe(true)
    expect(workers[1]?.asked).toEqual([])
  })

  it.each([
    ['fails', (worker: Staged) => worker.fails()],
    ['finds no key', (worker: Staged) => worker.says(undefined)],
    ['says what is no key', (worker: Staged) => worker.says(key.subarray(1))],
  ])('[V161] where the worker %s, the passphrase is stretched all the same', async (_, ends) => {
    const { workers, start } = stage()
    const stretching = stretchInWorker(start, otherwise).stretch(asked)
    for (const worker of workers) ends(worker)
    expect(await stretching).toBe(otherKey)
    expect(workers.map(({ ended }) => ended)).toEqual([true])
  })

  it('[V161] one that failed while it was waiting, or could not be started, keeps nobody waiting', async () => {
    const { workers, start } = stage()
    const stretcher = stretchInWorker(start, otherwise)
    stretcher.prepare()
    workers[0]?.fails()
    expect(await stretcher.stretch(asked)).toBe(otherKey)
    const none = stretchInWorker(() => {
      throw new Error('no worker may be started here')
    }, otherwise)
    none.prepare()
    expect(await none.stretch(asked)).toBe(otherKey)
  })
})

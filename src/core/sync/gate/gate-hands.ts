import { gatePatience } from './limits.ts'
import { gateDesk, gateReply, type GateReply, type GateRequest } from './gate-desk.ts'
import type { ContentRules } from './read-update.ts'

/** Where changes are examined: here, or off the main thread. */
export interface GateHands {
  /**
   * @param request made when its turn has come: whatever is told after that comes after it.
   * @returns undefined where the examination was given up; every copy is then forgotten, and `round` has gone up.
   */
  ask(request: () => GateRequest): Promise<GateReply | undefined>
  tell(request: GateRequest): void
  /** Counts how often all copies were lost. */
  round(): number
  close(): void
}

/** Examines changes in this very thread: for tests, and where there is no window to keep from stalling. */
export function handsHere(rules: ContentRules): GateHands {
  const desk = gateDesk(rules)
  return { ask: async (request) => desk(request()), tell: (request) => void desk(request), round: () => 0, close: () => undefined }
}

/** As much of Worker as the gate needs. */
export interface GateWorker {
  postMessage(message: GateRequest, transfer: never[]): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'error', listener: () => void): void
  terminate(): void
}

/**
 * Examines changes in a worker, one at a time, so that it is known which one kept it busy. One that takes too long ends
 * the worker, and the next change finds a new one.
 * @param patience milliseconds
 */
export function handsInWorker(start: () => GateWorker, patience = gatePatience): GateHands {
  let worker: GateWorker | undefined
  let round = 0
  let settle: ((reply: GateReply | undefined) => void) | undefined
  let turn: Promise<unknown> = Promise.resolve()
  let closed = false

  function working(): GateWorker {
    if (worker) return worker
    const made = start()
    worker = made
    made.addEventListener('message', ({ data }) => settle?.(gateReply.safeParse(data).data))
    made.addEventListener('error', () => made === worker && giveUp())
    return made
  }
  function giveUp(): void {
    worker?.terminate()
    worker = undefined
    round += 1
    settle?.(undefined)
  }

  function ask(request: () => GateRequest): Promise<GateReply | undefined> {
    return new Promise((resolve) => {
      if (closed) {
        resolve(undefined)
        return
      }
      const [examiner, asked] = [working(), request()]
      const timer = setTimeout(giveUp, patience)
      settle = (reply) => {
        clearTimeout(timer)
        settle = undefined
        resolve(reply)
      }
      examiner.postMessage(asked, [])
    })
  }

  return {
    ask(request) {
      const asked = turn.then(() => ask(request))
      turn = asked.catch(() => undefined)
      return asked
    },
    tell: (request) => worker?.postMessage(request, []),
    round: () => round,
    close() {
      closed = true
      worker?.terminate()
      worker = undefined
      settle?.(undefined)
    },
  }
}

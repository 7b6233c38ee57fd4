/** Milliseconds in which something is expected to happen, also where others keep the disk and the processors busy. */
const patience = 30_000

/**
 * Waits until what is going on has come so far, or is over. Looks without pause, since a step may take less than a
 * millisecond. @throws where no step is made for too long.
 */
export async function untilStep(step: number, stepsNow: () => number, isOver: () => boolean = () => false): Promise<void> {
  let [seen, deadline] = [-1, performance.now() + patience]
  while (!isOver()) {
    const now = stepsNow()
    if (now >= step) return
    if (now !== seen) [seen, deadline] = [now, performance.now() + patience]
    if (performance.now() > deadline) throw new Error(`waiting for step ${step}, it stood at ${now} for ${patience / 1000} s`)
    await new Promise((next) => setImmediate(next))
  }
}

export interface OneAtATime {
  (): Promise<void>
  /** Resolves when nothing is running or waiting. */
  idle(): Promise<void>
}

/**
 * Runs `task` now, or once more after the run that is under way: never two at once, and never one too few, also where a run
 * fails. Rejects with the last failure of the runs that it stood for.
 */
export function oneAtATime(task: () => Promise<void>): OneAtATime {
  let running: Promise<void> | undefined
  let again = false

  async function run(): Promise<void> {
    let failed: { readonly error: unknown } | undefined
    do {
      again = false
      try {
        await task()
      } catch (error) {
        failed = { error }
      }
    } while (again)
    if (failed) throw failed.error
  }

  const start = (): Promise<void> => {
    if (running) again = true
    else running = run().finally(() => (running = undefined))
    return running
  }
  return Object.assign(start, { idle: async () => running?.catch(() => undefined) })
}

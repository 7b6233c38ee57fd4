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
  let latest = Promise.resolve()
  let busy = false
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
    // Here, and not once the promise has settled: what is asked for in between would be done by nobody.
    busy = false
    if (failed) throw failed.error
  }

  const start = (): Promise<void> => {
    if (busy) again = true
    else {
      busy = true
      latest = run()
    }
    return latest
  }
  return Object.assign(start, { idle: () => latest.catch(() => undefined) })
}

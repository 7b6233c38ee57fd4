import type { HuddleId } from '../model/ids.ts'
import type { Vault } from '../vault/vault.ts'
import type { Seats } from './seats/seats.ts'

/** What a desk does by itself while its vault is open. */
export interface OwnWork {
  /** Ends it, before the vault is locked. */
  rest(): void | Promise<void>
  /** Begins it again, where the vault could not be locked. */
  goOn(): void | Promise<void>
}

/** Work that is begun anew each time. */
export function begunAnew(begin: () => { close(): Promise<void> }): OwnWork {
  let running: { close(): Promise<void> } | undefined = begin()
  return {
    async rest() {
      const ending = running
      running = undefined
      await ending?.close()
    },
    goOn: () => void (running ??= begin()),
  }
}

export interface LockingParts {
  readonly vault: Vault
  readonly seats: Seats
  readonly work: readonly OwnWork[]
  /** Goes on with a huddle that this window was in. */
  readonly resume: (id: HuddleId) => Promise<unknown>
  readonly report: (error: unknown) => void
}

/** How a desk is left: all at once, or not at all. */
export interface Locking {
  /**
   * Leaves the huddle, ends whatever the desk does by itself and locks the vault. Where that fails everything goes on as it was.
   * @returns the huddle that this window was in, to go on with after unlocking
   * @throws {ProblemError} `not-saved-yet` while the disk refuses something that was written
   */
  lock(reach: 'here' | 'everywhere'): Promise<HuddleId | undefined>
  /** Leaves the huddle for good, and locks the vault before it is thrown away. */
  end(): Promise<void>
}

export function lockingOf({ vault, seats, work, resume, report }: LockingParts): Locking {
  let locking: Promise<HuddleId | undefined> | undefined
  /** Left by a lock that failed, and not come into again yet. */
  let place: HuddleId | undefined

  async function rest(keepPlace: boolean, reach: 'here' | 'everywhere'): Promise<void> {
    await seats.live.get()?.leave({ keepPlace })
    for (const each of work) await each.rest()
    await vault.lock(reach)
  }

  async function goOn(): Promise<void> {
    seats.reopen()
    const left = place
    // All of it begins in this very moment: none after the next lock has ended the others.
    await Promise.all([...work.map((each) => each.goOn()), left && resume(left)])
    place = undefined
  }

  /** Nothing is left or closed before what is written is saved: what cannot be saved would be gone. */
  async function lock(reach: 'here' | 'everywhere'): Promise<HuddleId | undefined> {
    await vault.saveAll()
    place = seats.shut() ?? place
    try {
      await rest(true, reach)
      return place
    } catch (error) {
      void goOn().catch(report)
      throw error
    }
  }

  return {
    lock: (reach) =>
      (locking ??= lock(reach).finally(() => {
        locking = undefined
      })),
    async end() {
      seats.shut()
      await rest(false, 'here')
    },
  }
}

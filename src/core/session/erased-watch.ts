import type { PersonId } from '../model/ids.ts'
import type { Cell, Observable } from '../model/observable.ts'
import { personInitials, type Person } from '../model/person.ts'
import type { Vault } from '../vault/vault.ts'
import type { CatchUpState } from './catch-up/catch-up-desk.ts'
import type { SinceDesk } from './catch-up/since-last-time.ts'
import type { LiveHuddle } from './live-huddle.ts'

export interface ErasedWatchParts {
  readonly vault: Vault
  readonly live: Observable<LiveHuddle | undefined>
  /** As they were known here until now. */
  readonly people: () => readonly Person[]
  readonly since: Pick<SinceDesk, 'forget'>
  readonly catchUp: Cell<CatchUpState>
}

export const isOnTable = (live: LiveHuddle | undefined, person: PersonId): boolean => live?.view.get().agenda.some(({ personId }) => personId === person) ?? false

/**
 * Forgets in this window whoever was erased, here or in another one, and leaves the huddle that has them on its agenda.
 * To be asked before the people are read again.
 * @param known whoever was erased before this desk was opened
 */
export function erasedWatch({ vault, live, people, since, catchUp }: ErasedWatchParts, known: ReadonlySet<PersonId>): () => Promise<void> {
  const forgotten = new Set(known)
  return async () => {
    const erased = new Set((await vault.receipts()).flatMap(({ person }) => (forgotten.has(person) ? [] : [person])))
    if (erased.size === 0) return
    // More may be taken away than is theirs: only their initials were said.
    const initials = people().flatMap((person) => (erased.has(person.id) ? [personInitials(person)] : []))
    const { setAside } = catchUp.get()
    catchUp.set({ ...catchUp.get(), setAside: setAside.filter((sentence) => initials.every((each) => !sentence.includes(each))) })
    since.forget(erased)
    const huddle = live.get()
    if ([...erased].some((person) => isOnTable(huddle, person))) await huddle?.leave()
    for (const person of erased) forgotten.add(person)
  }
}

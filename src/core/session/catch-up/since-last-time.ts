import { personDoc } from '../../doc/person-doc.ts'
import type { AuditEntry } from '../../model/audit.ts'
import { instantOf, type Instant } from '../../model/dates.ts'
import type { FiledOutcome } from '../../model/filed-outcome.ts'
import type { OutcomeId, PersonId } from '../../model/ids.ts'
import { cell, type Observable } from '../../model/observable.ts'
import { bannerName, type PersonIdentity } from '../../model/person.ts'
import type { RosterStep } from '../../model/roster.ts'
import type { Brought } from '../../sync/catch-up/catch-up.ts'
import type { DeskParts } from '../desk-parts.ts'
import { personDocId } from '../item-access.ts'
import { withDoc } from '../with-doc.ts'

/** What colleagues' devices brought of one person. */
export interface BroughtOf {
  readonly person: PersonId
  /** As the banner writes it. */
  readonly name: string
  /** The newest outcome that is held of them, to look at. */
  readonly newest: OutcomeId | undefined
  /** Whose device it was, last, and when. */
  readonly from: string
  readonly at: Instant
  /** What it brought, in words. */
  readonly what: string
}

/** What changed since this person was last here, for Today. */
export interface SinceLastTime {
  /** Milliseconds. */
  readonly since: number
  /** Decided since then, or come since then from a colleague's device; newest first. */
  readonly outcomes: readonly FiledOutcome[]
  /** By the newest first, each person once. */
  readonly brought: readonly BroughtOf[]
  /** How somebody else has changed the team's roster. */
  readonly roster: readonly RosterStep[]
}

export interface SinceDesk {
  readonly seen: Observable<SinceLastTime>
  /** Notes what a colleague's device has brought. */
  note(news: Brought): Promise<void>
  /** Names whoever was erased no more. */
  forget(erased: ReadonlySet<PersonId>): void
  /** Finds what was brought since, while nobody looked. */
  look(): Promise<void>
}

const broughtKind = 'brought' satisfies AuditEntry['kind']

/** What has become different since `since`, kept up with while this desk is open. */
export function sinceDesk(parts: DeskParts & { readonly outcomes: Observable<readonly FiledOutcome[]> }, since: number): SinceDesk {
  const { vault, outcomes, rosters, effects } = parts
  const brought = new Map<PersonId, BroughtOf>()
  const before = new Set(outcomes.get().map(({ id }) => id))
  const seen = cell(read())

  function read(): SinceLastTime {
    const changed = outcomes.get().filter(({ id, outcome }) => Date.parse(outcome.readBackAt) > since || !before.has(id))
    const steps = rosters.standing.get()?.roster.history ?? []
    return {
      since,
      outcomes: changed,
      brought: [...brought.values()].map((each) => ({ ...each, newest: parts.outcomesOf(each.person)[0]?.id })).toSorted((a, b) => (a.at < b.at ? 1 : -1)),
      roster: steps.filter(({ at, by }) => Date.parse(at) > since && by !== parts.profile.get().card.name).toReversed(),
    }
  }
  const tell = (): void => seen.set(read())

  async function identityOf(person: PersonId): Promise<PersonIdentity | undefined> {
    const known = parts.people().find(({ id }) => id === person) ?? parts.outcomesOf(person)[0]?.outcome.person
    if (known) return known
    return withDoc(vault, personDocId(person), (doc) => personDoc(doc, effects).identity())
  }
  async function add({ at, by, detail }: AuditEntry, person: PersonId): Promise<void> {
    const identity = await identityOf(person)
    if (identity) brought.set(person, { person, name: bannerName(identity), newest: undefined, from: by, at, what: detail })
  }

  outcomes.subscribe(tell)
  rosters.standing.subscribe(tell)
  return {
    seen,
    async note({ person, from, plan, outcomes: count }) {
      const entry: AuditEntry = { at: instantOf(effects.clock()), by: from.name, kind: broughtKind, person, detail: broughtInWords(plan, count) }
      await vault.audit.add(entry)
      await add(entry, person)
      tell()
    },
    forget(erased) {
      for (const person of erased) brought.delete(person)
      tell()
    },
    async look() {
      const entries = (await vault.audit.all()).filter(({ kind, at }) => kind === broughtKind && Date.parse(at) > since)
      for (const entry of entries) if (entry.person) await add(entry, entry.person)
      if (entries.length > 0) tell()
    },
  }
}

function broughtInWords(plan: boolean, outcomes: number): string {
  const decided = outcomes === 0 ? [] : [outcomes === 1 ? 'an outcome' : `${outcomes} outcomes`]
  return `Their device brought ${[...decided, ...(plan ? ['what is new in the plan'] : [])].join(' and ')}`
}

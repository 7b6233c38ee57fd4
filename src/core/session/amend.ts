import { writeNote } from '../doc/note-text.ts'
import { discussionFields, type Discussion } from '../doc/discussion.ts'
import { personDoc } from '../doc/person-doc.ts'
import type { FiledOutcome } from '../model/filed-outcome.ts'
import type { AgendaItem } from '../model/huddle.ts'
import type { ItemId, PersonId } from '../model/ids.ts'
import type { Outcome } from '../model/outcome.ts'
import { ProblemError } from '../model/problem.ts'
import type { DeskParts } from './desk-parts.ts'
import { personDocId } from './item-access.ts'
import type { LiveHuddle } from './live-huddle.ts'
import { withDoc } from './with-doc.ts'

const longestBecause = 2000

interface Tables {
  readonly live: LiveHuddle | undefined
  startHuddle(title: string, people: readonly { readonly id: PersonId; readonly reason: AgendaItem['reason'] }[]): Promise<LiveHuddle>
}

/**
 * Puts an outcome back on the table: in the huddle that is on, or in a new one. It is never edited: the decision that
 * follows starts from its text, and says what it replaces, and why.
 * @throws {ProblemError} `reason-missing`, `replaced-already`, `person-not-here`, `huddle-closing`.
 */
export async function amend(parts: DeskParts, filed: FiledOutcome, because: string, { live, startHuddle }: Tables): Promise<LiveHuddle> {
  const { id: person } = filed.outcome.person
  if (because.trim() === '' || because.length > longestBecause)
    throw refused('reason-missing', 'An amendment needs its reason, in at most 2,000 letters.', 'Say in a few words why, then try again.')
  if (parts.outcomesOf(person).some(({ outcome }) => outcome.replaces?.outcome === filed.id))
    throw refused('replaced-already', 'A later outcome has replaced this one already.', 'Open the later one and amend that.')
  if (!(await parts.vault.people.get(person)))
    throw refused('person-not-here', 'This computer does not hold the person’s record.', 'Ask a colleague who has the person on their caseload to amend it.')
  const state = live?.view.get().about?.state
  if (state === 'closing') throw refused('huddle-closing', 'The huddle that you are in is closing.', 'File its record first, then amend the outcome.')
  const table = live && state === 'open' ? live : await startHuddle('Amendment', [])
  const item = await table.addItem(person, 'A decision to amend')
  if (!item) throw refused('person-not-here', 'This computer does not hold the person’s record.', 'Try again.')
  await layOut(parts, item, filed.outcome, because)
  if (table.amChair()) table.discuss(item)
  return table
}

async function layOut({ vault, effects, profile }: DeskParts, item: ItemId, earlier: Outcome, because: string): Promise<void> {
  await withDoc(vault, personDocId(earlier.person.id), (doc) => {
    const discussion = personDoc(doc, effects).discussion(item)
    doc.transact(() => {
      discussion.setReplaces({ outcome: earlier.id, because: because.trim() })
      startFrom(discussion, earlier, profile.get().card.name)
    })
  })
}

function startFrom(discussion: Discussion, earlier: Outcome, by: string): void {
  for (const name of discussionFields) writeNote(discussion.field(name), earlier[name])
  for (const option of earlier.allocation) discussion.setAllocation(option, true)
  for (const told of earlier.toTell) discussion.addToTell(told)
  discussion.keyworker.write(earlier.keyworker, by)
  discussion.reviewOn.write(earlier.reviewOn, by)
  for (const { what, owner, due } of earlier.actions) {
    const id = discussion.addAction()
    const action = discussion.actions().find((each) => each.id === id)
    if (!action) continue
    writeNote(action.what, what)
    action.owner.write(owner, by)
    action.due.write(due, by)
  }
}

function refused(code: string, happened: string, todo: string): ProblemError {
  return new ProblemError({ code, happened, kept: 'The outcome stands as it was signed.', todo })
}

import { instantOf } from '../../../../src/core/model/dates.ts'
import { entryId, newId } from '../../../../src/core/model/ids.ts'
import type { Person } from '../../../../src/core/model/person.ts'
import type { OwnWords } from '../../../../src/core/model/words.ts'
import type { Desk } from '../../../../src/core/session/session.ts'
import { effects } from '../effects.ts'
import { decide, openItem } from '../two-at-a-table.ts'

export const wordsOf = (name: string): OwnWords => ({ id: newId(entryId, effects.random), text: `Said by ${name}`, given: 'in person', writtenDownBy: 'Nadia Clegg', at: instantOf(effects.clock()) })

/** A whole huddle that somebody holds alone, from the agenda to the filed record. */
export async function huddleAlone(chair: Desk, people: readonly Person[]): Promise<void> {
  await chair.importPeople({ add: people, update: [], known: [], unchanged: 0 })
  const live = await chair.startHuddle('Daily huddle', people.map(({ id }) => ({ id, reason: 'New referral' })))
  for (const { id } of live.view.get().agenda) {
    const table = await openItem(live, id)
    decide(table, live.me)
    table.person.addWords(wordsOf(table.person.identity()?.familyName ?? ''))
    live.discuss(id)
    await live.readBack(id)
    await live.sign(id)
    await live.closeItem(id)
  }
  await live.close()
  await live.signCheckpoint()
  await live.file()
  await live.leave()
}

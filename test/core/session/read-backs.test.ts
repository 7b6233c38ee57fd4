import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { huddleDoc } from '../../../src/core/doc/huddle-doc.ts'
import { personDoc } from '../../../src/core/doc/person-doc.ts'
import { instantAfter, instantOf } from '../../../src/core/model/dates.ts'
import type { FiledOutcome } from '../../../src/core/model/filed-outcome.ts'
import { identityOf } from '../../../src/core/model/person.ts'
import { parsePayload, readBackItem } from '../../../src/core/session/read-backs.ts'
import { sampleTeam, signedSample } from '../../fixtures/record/sample-outcome.ts'
import { effects } from './effects.ts'
import { decide, someone } from './two-at-a-table.ts'

it('[J95] a decision is read back later than what it takes the place of, also where the clock that told that was ahead', async () => {
  const { nurse } = await sampleTeam()
  const now = effects.clock()
  const [first, second] = [instantOf(now + 60 * 60_000), instantOf(now + 90 * 60_000)]
  const former = await signedSample(1, { readBackAt: first })
  const filed: FiledOutcome = { id: former.outcome.id, outcome: former.outcome, payload: former.payload, answers: [] }
  const { id, title, startedAt } = former.outcome.huddle
  const huddle = huddleDoc(new Y.Doc())
  huddle.setAbout({ id, title, startedAt, team: former.outcome.team, chair: nurse.card.device, noteKeeper: nurse.card.device, state: 'open' })
  huddle.putAttendee({ card: nurse.card, arrivedAt: startedAt, where: 'in the room' })
  const person = personDoc(new Y.Doc(), effects)
  person.describe(identityOf(someone('Okafor', { kind: 'not-asked' })), { agreement: { kind: 'not-asked' } }, { asked: [], more: 0 })
  const { item } = (await signedSample(2)).outcome
  const discussion = person.discussion(item)
  decide({ discussion }, nurse.card)
  const read = (held: readonly FiledOutcome[]) => {
    readBackItem({ huddle, person, discussion, writers: new Map() }, held, nurse, 'a clock', effects)
    return parsePayload(discussion.reading()?.payload ?? '')?.readBackAt
  }
  expect(Date.parse(read([filed]) ?? '') - now).toBeLessThan(30 * 60_000)
  discussion.setReplaces({ outcome: former.outcome.id, because: 'She has moved.' })
  expect(read([filed])).toBe(instantAfter(0, first))
  discussion.readBack({ payload: '{}', at: second, by: 'Sam Wood' })
  expect(read([filed])).toBe(instantAfter(0, second))
})

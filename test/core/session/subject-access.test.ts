import { expect, it } from 'vitest'
import { calendarDate } from '../../../src/core/model/dates.ts'
import { decide, huddleOfTwo, openItem, write } from './two-at-a-table.ts'

it('[R84] [R241] everything held has each version of the formulation, what is said beside it, and all that stands in an open discussion', async () => {
  const { chairDesk, live, item, person: of } = await huddleOfTwo({ kind: 'agreed', with: ['NHS'] })
  const open = await openItem(live, item)
  const { person, discussion } = open
  const by = { name: live.me.name, role: live.me.role }
  write(person.formulation, 'Lost the flat in winter.')
  person.formulationVersions.keep(by, { kind: 'named', name: 'First thoughts' })
  write(person.formulation, 'Two moves since.')
  person.formulationFacts.made.write('By the team only', by.name)
  person.formulationFacts.addAuthor({ name: 'Ana Ruiz', role: 'Her aunt' })
  decide(open, live.me)
  discussion.setAllocation('Peer support', true)
  discussion.addToTell({ who: 'Her landlord', by: 'Sam Wood' })
  discussion.reviewOn.write(calendarDate.parse('2027-02-03'), by.name)
  await live.readBack(item)
  await live.decline(item, 'It leaves out the move.')
  write(person.formulation, 'Now with her aunt.')

  const { parts } = await chairDesk.previewAccess(of.id)
  const said = parts.flatMap(({ texts }) => texts.map(({ text }) => text))
  for (const each of ['“First thoughts”', 'Lost the flat in winter.', 'Read back in Daily huddle', 'Lost the flat in winter.\nTwo moves since.', 'By the team only', 'Ana Ruiz (Her aunt)'])
    expect(said).toContain(each)
  for (const each of ['Peer support', 'Her landlord, by Sam Wood', '3 February 2027', `${by.name} (${by.role})`, 'It leaves out the move.']) expect(said).toContain(each)
})

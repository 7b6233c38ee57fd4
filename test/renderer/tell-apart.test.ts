import { expect, it } from 'vitest'
import { calendarDate } from '../../src/core/model/dates.ts'
import { staffCard, type StaffCard } from '../../src/core/model/team.ts'
import { besidesPerson } from '../../src/renderer/huddle/agenda/besides-person.ts'
import { initialsAmong } from '../../src/renderer/huddle/agenda/initials-among.ts'
import { personId } from '../../src/core/model/ids.ts'
import { besidesName, nameAmong } from '../../src/renderer/huddle/live/tell-apart.ts'
import { aPerson } from '../core/model/people.ts'

const today = calendarDate.parse('2026-12-02')
const key = 'A'.repeat(43)

const jo = (device: string, change: object = {}): StaffCard =>
  staffCard.parse({ device: device.repeat(32), name: 'Jo Lind', role: 'Social worker', organisation: 'Leeds council', organisationKind: 'Council', signingKey: key, sealingKey: key, guest: false, ...change })

it('[M183] people of one name on a caseload are told apart by birth and number, and on a private screen by the number’s end', () => {
  const several = [
    aPerson(),
    aPerson({ born: '1990-01-02' }),
    aPerson({ nhsNumber: { kind: 'known', number: '9990000026' } }),
    aPerson({ nhsNumber: { kind: 'absent', reason: 'Seeking asylum' } }),
    aPerson({ nhsNumber: { kind: 'absent', reason: 'Seeking asylum' }, referredOn: '2026-11-21' }),
  ]
  expect(several.map((one) => besidesPerson(one, today, false))).toEqual([
    'Born 07-Jun-1985 (41) · NHS No. 999 000 0018',
    'Born 02-Jan-1990 (36) · NHS No. 999 000 0018',
    'Born 07-Jun-1985 (41) · NHS No. 999 000 0026',
    'Born 07-Jun-1985 (41) · NHS No. Not known · Came to us 20-Nov-2026',
    'Born 07-Jun-1985 (41) · NHS No. Not known · Came to us 21-Nov-2026',
  ])
  expect(several.slice(2).map((one) => besidesPerson(one, today, true))).toEqual(['NHS No. ends 0026', 'NHS No. Not known · Came to us 20-Nov-2026', 'NHS No. Not known · Came to us 21-Nov-2026'])
})

const on = (initials: string, person: string) => ({ initials, personId: personId.parse(person.repeat(32)) })

it('[M191] people of the same initials are numbered on the agenda, each the same in whatever order, and somebody twice there once', () => {
  const agenda = [on('C. I.', 'b'), on('W. P.', 'c'), on('C. I.', 'a'), on('W. P.', 'c'), on('C. I.', 'b')]
  const shown = (order: typeof agenda) => order.map((item) => initialsAmong(item, order))
  expect(shown(agenda)).toEqual(['C. I. (2)', 'W. P.', 'C. I. (1)', 'W. P.', 'C. I. (2)'])
  expect(shown(agenda.toReversed())).toEqual(shown(agenda).toReversed())
})

it('[M183] colleagues of one name are told apart by role and organisation, and by the device where these are the same', () => {
  const here = [jo('a'), jo('b', { organisation: 'Leeds trust' }), jo('c', { name: 'jo lind', organisation: 'Leeds trust' })]
  expect(here.map((card) => besidesName(card, here))).toEqual(['Social worker, Leeds council', 'Social worker, Leeds trust, device bbbb bbbb', 'Social worker, Leeds trust, device cccc cccc'])
  expect(besidesName({ name: 'Jo Lind', role: 'A neighbour' }, here)).toBe('A neighbour')
})

it('[M183] two of one name that were written apart say which is which, and a name that stands alone is only the name', () => {
  const here = [jo('a')]
  const [joHere, joGone] = [jo('a'), jo('b')]
  const typed = { name: 'Jo Lind', role: '' }
  const several = [joHere, { name: joGone.name, role: '', device: joGone.device }, typed, { name: 'Robin Ade', role: '' }]
  expect(several.map((one) => nameAmong(one, several, here))).toEqual(['Jo Lind (Social worker, Leeds council)', 'Jo Lind (device bbbb bbbb)', 'Jo Lind (as typed)', 'Robin Ade'])
})

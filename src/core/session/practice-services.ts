import { dayAfter, instantOf } from '../model/dates.ts'
import type { Effects } from '../model/effects.ts'
import { service, type Service } from '../model/service.ts'
import { serviceIds } from './directory-desk.ts'

/** One made-up service, in short: days count back from the day of practice. */
interface PracticeService {
  readonly name: string
  readonly organisation: string
  readonly description: string
  readonly needs: readonly string[]
  readonly areas: readonly string[]
  readonly phone: string
  readonly email?: string
  readonly person?: string
  readonly youngest?: number
  readonly oldest?: number
  readonly howToAsk?: string
  readonly opening?: readonly string[]
  readonly costs?: readonly string[]
  readonly access?: readonly string[]
  readonly alert?: string
  readonly state?: Service['state']
  readonly daysSinceLooked: number
}

const practiceServices: readonly PracticeService[] = [
  {
    name: 'Allotment mornings', organisation: 'Green Corner (made up)',
    description: 'A shared plot by the canal, with tools and somebody who knows what grows.\n\nPeople come for an hour or a morning, dig or only sit; there is tea at eleven. Bus fares are paid back in cash on the day.',
    needs: ['Company', 'Being active'], areas: ['West Leeds'], phone: '0113 496 0121', email: 'plot@green-corner.example', person: 'Bea Lund',
    youngest: 18, howToAsk: 'Ring Bea, who meets new people at the gate the first time.', opening: ['Tuesday, Thursday 09:30 to 12:30'], costs: ['Free'], access: ['Level paths to half of the beds; a toilet with a rail'], daysSinceLooked: 24,
  },
  {
    name: 'Tenancy first aid', organisation: 'Riverbank Housing Advice (made up)',
    description: 'Help with letters from a landlord, arrears, repairs and notice, before it comes to court. Goes along to the housing office if wanted.',
    needs: ['Housing', 'Money'], areas: ['West Leeds', 'Inner Leeds'], phone: '0113 496 0132', email: 'advice@riverbank.example',
    youngest: 16, howToAsk: 'By phone, or drop in on Wednesdays. Bring the last letter, opened or not.', opening: ['Weekdays 10:00 to 16:00'], costs: ['Free'], daysSinceLooked: 61,
  },
  {
    name: 'Back to work, at your pace', organisation: 'Aire Employment Partnership (made up)',
    description: 'One adviser from the first talk to the first months in a job: volunteering, part time, or how to tell an employer what helps.',
    needs: ['Work and learning'], areas: ['Leeds'], phone: '0113 496 0145', email: 'hello@aire-work.example',
    youngest: 18, oldest: 66, howToAsk: 'A colleague rings together with the person.', costs: ['Free'], daysSinceLooked: 130,
  },
  {
    name: 'Night listening line', organisation: 'Kindly Ear (made up)',
    description: 'Trained volunteers who listen by phone through the night. They do not hurry and do not need the story from the beginning.',
    needs: ['Somebody to talk to', 'Crisis'], areas: ['Leeds'], phone: '0113 496 0150', opening: ['Every night 18:00 to 02:00'], costs: ['Free from any phone'], daysSinceLooked: 9,
  },
  {
    name: 'Carers’ Tuesday', organisation: 'Moor Grange Carers (made up)',
    description: 'For whoever looks after somebody: a meal, a speaker once a month, and an hour in which nobody needs anything.',
    needs: ['Caring for somebody', 'Company'], areas: ['West Leeds'], phone: '0113 496 0163', person: 'Ivo Park', youngest: 18,
    opening: ['Tuesday 13:00 to 15:30'], costs: ['£2 towards lunch, if it can be spared'], access: ['Step-free; a hearing loop'], daysSinceLooked: 505,
  },
  {
    name: 'Young people’s drop-in', organisation: 'The Landing (made up)',
    description: 'Somewhere to be after school or college, with a youth worker and a counsellor in the next room.',
    needs: ['Company', 'Somebody to talk to'], areas: ['Inner Leeds'], phone: '0113 496 0174', youngest: 14, oldest: 25,
    alert: 'Closed while the roof is mended; opens again at a date that is still to be said.', state: 'temporarily closed', daysSinceLooked: 15,
  },
]

const directory = 'Practice directory (made up)'

/** The practice team’s directory of local support. */
export async function servicesForPractice(team: string, { clock }: Pick<Effects, 'clock'>): Promise<Service[]> {
  const idOf = await serviceIds(team)
  const now = clock()
  return practiceServices.map(({ phone, email, person, daysSinceLooked, ...each }, index) => {
    const source = `practice-${index + 1}`
    return service.parse({
      ...each,
      id: idOf({ directory, source }),
      directory,
      source,
      state: each.state ?? 'active',
      alert: each.alert ?? '',
      eligibility: '',
      languages: ['English'],
      contacts: [
        { kind: 'phone', value: phone, about: '' },
        ...(email === undefined ? [] : [{ kind: 'email', value: email, about: '' }]),
        ...(person === undefined ? [] : [{ kind: 'person', value: person, about: 'who welcomes new people' }]),
      ],
      howToAsk: each.howToAsk ?? '',
      opening: each.opening ?? [],
      costs: each.costs ?? [],
      access: each.access ?? [],
      checkedOn: dayAfter(now, -daysSinceLooked),
      updatedAt: instantOf(now),
    })
  })
}

import type { Action } from '../../../core/model/action.ts'
import { clinicalDate, dayOf } from '../../../core/model/dates.ts'
import type { HuddleRecord } from '../../../core/model/huddle-record.ts'
import { bannerNhsNumber, bannerName, personInitials, type Person } from '../../../core/model/person.ts'
import type { Service } from '../../../core/model/service.ts'
import { places } from '../places.ts'
import { routes } from '../routes.ts'

export const entryKinds = ['Places', 'Commands', 'People', 'Huddles', 'Actions', 'Services'] as const

/** One line of the palette: what it is, what it is found by, and where it leads or what it does. */
export interface PaletteEntry {
  readonly key: string
  readonly kind: (typeof entryKinds)[number]
  readonly label: string
  readonly detail: string
  /** Also found by these words, which are not shown. */
  readonly words: string
  readonly leads: { readonly to: string } | { readonly does: CommandName }
}

export type CommandName = 'lock' | 'keys' | 'private-screen' | 'scheme'

const commands: readonly PaletteEntry[] = [
  goTo('Start a huddle', 'meeting begin agenda', routes.huddle()),
  goTo('Join a huddle', 'invite code link', routes.huddle()),
  goTo('Import a caseload', 'csv extract people add', routes.caseloadImport()),
  goTo('Import a directory', 'services local support open referral', routes.directoryImport()),
  goTo('Verify the record', 'check ledger signatures', routes.record()),
  doThis('Lock', 'close leave', 'lock'),
  doThis('Turn private screen on or off', 'hide names initials shared display', 'private-screen'),
  doThis('Change between light and dark', 'theme appearance', 'scheme'),
  doThis('Show the keys', 'keyboard shortcuts help', 'keys'),
]

interface Findable {
  readonly people: readonly Person[]
  readonly huddles: readonly HuddleRecord[]
  readonly actions: readonly Action[]
  readonly services: readonly Service[]
  readonly privateScreen: boolean
}

/** Everything that the palette can find, in the order in which it is shown. */
export function paletteEntries({ people, huddles, actions, services, privateScreen }: Findable): PaletteEntry[] {
  return [
    ...places.map((place) => entry('Places', place.name, '', '', { to: place.route })),
    ...commands,
    ...people.map((person) => personEntry(person, privateScreen)),
    ...huddles.map(({ id, about }) =>
      entry('Huddles', about.title, clinicalDate(dayOf(Date.parse(about.startedAt))), about.state, { to: routes.liveHuddle(id) }, id),
    ),
    ...actions.map(({ id, what, owner, due }) =>
      entry('Actions', what, `${owner.name}, by ${clinicalDate(due)}`, '', { to: routes.actions() }, id),
    ),
    ...services.map(({ id, name, organisation, needs, areas }) =>
      entry('Services', name, organisation === name ? '' : organisation, [...needs, ...areas].join(' '), { to: routes.service(id) }, id),
    ),
  ]
}

function personEntry(person: Person, privateScreen: boolean): PaletteEntry {
  const words = `${person.givenName} ${person.familyName} ${person.preferredName} ${person.nhsNumber.kind === 'known' ? person.nhsNumber.number : ''}`
  const label = privateScreen ? personInitials(person) : bannerName(person)
  const detail = privateScreen ? '' : `Born ${clinicalDate(person.born)} · NHS No. ${bannerNhsNumber(person)}`
  return entry('People', label, detail, words, { to: routes.person(person.id) }, person.id)
}

function entry(kind: PaletteEntry['kind'], label: string, detail: string, words: string, leads: PaletteEntry['leads'], key = label): PaletteEntry {
  return { key: `${kind}:${key}`, kind, label, detail, words, leads }
}

function goTo(label: string, words: string, to: string): PaletteEntry {
  return entry('Commands', label, '', words, { to })
}

function doThis(label: string, words: string, does: CommandName): PaletteEntry {
  return entry('Commands', label, '', words, { does })
}

/** Entries that hold every word of `query`, at most `most` of each kind. With nothing asked: places and commands. */
export function findEntries(entries: readonly PaletteEntry[], query: string, most: number): PaletteEntry[] {
  const asked = folded(query).split(/\s+/).filter(Boolean)
  if (asked.length === 0) return entries.filter(({ kind }) => kind === 'Places' || kind === 'Commands')
  const counted = new Map<PaletteEntry['kind'], number>()
  return entries.filter(({ kind, label, detail, words }) => {
    const text = folded(`${label} ${detail} ${words}`)
    const found = (counted.get(kind) ?? 0) < most && asked.every((word) => text.includes(word))
    if (found) counted.set(kind, (counted.get(kind) ?? 0) + 1)
    return found
  })
}

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('en-GB')

import type { CalendarDate } from './dates.ts'
import { fieldReader, isRaw, plain, within, type EntryProblem, type FieldReader, type Raw } from './open-referral-fields.ts'
import { service, serviceContact, serviceLimits, serviceStates, type ReadService, type ServiceContact } from './service.ts'

export interface ReadEntry {
  /** None where the entry has no id or no name. */
  readonly service: ReadService | undefined
  readonly problems: readonly EntryProblem[]
}

/**
 * One service of Open Referral UK, an HSDS 3 profile. What it lacks is empty; what is wrong with it is told; what it has
 * beside is left alone.
 */
export function readEntry(raw: unknown, place: string, today: CalendarDate): ReadEntry {
  const fields = fieldReader(raw, place, today)
  const { problems, line, text, list, lines } = fields
  const source = plain(within(raw, 'id'))
  const mendIt = 'Ask whoever keeps the directory to mend it, then import the file again.'
  if (!isRaw(raw)) fields.tell('', 'This is no service.', mendIt, true)
  else if (source === '') fields.tell('id', 'It has no id, so it could not be found again in a newer file.', mendIt, true)
  else if (source.length > serviceLimits.name) fields.tell('id', `Its id has more than ${serviceLimits.name} characters.`, mendIt, true)
  else if (plain(within(raw, 'name')) === '') fields.tell('name', 'It has no name.', mendIt, true)
  if (!isRaw(raw) || problems.length > 0) return { service: undefined, problems }

  const places = list('service_at_locations', within(raw, 'service_at_locations'))
  const locations = places.map((each) => within(each, 'location'))
  const url = fields.address('url', within(raw, 'url')) ?? fields.address('organization.website', within(raw, 'organization', 'website'))
  const changedAt = fields.moment('last_modified')
  const checkedOn = fields.day('assured_date')
  const read = {
    source,
    name: line('name', within(raw, 'name'), serviceLimits.name),
    organisation: line('organization.name', within(raw, 'organization', 'name'), serviceLimits.name),
    description: text('description'),
    state: stateOf(raw, fields),
    alert: text('alert'),
    needs: lines('attributes', list('attributes', within(raw, 'attributes')).map(needOf)),
    areas: lines('service_areas', list('service_areas', within(raw, 'service_areas')).map((each) => within(each, 'name') ?? within(each, 'service_area'))),
    ...agesOf(fields),
    eligibility: text('eligibility_description'),
    languages: lines('languages', list('languages', within(raw, 'languages')).map((each) => within(each, 'name') ?? within(each, 'code'))),
    contacts: contactsOf(raw, places, locations, fields),
    howToAsk: text('application_process'),
    ...(url !== undefined && { url }),
    opening: lines('schedules', list('schedules', within(raw, 'schedules')).map(openingOf)),
    costs: lines('cost_options', [...list('cost_options', within(raw, 'cost_options')).map(costOf), within(raw, 'fees_description') ?? within(raw, 'fees')]),
    access: lines(
      'location.accessibility',
      locations.flatMap((each) => list('location.accessibility', within(each, 'accessibility'))).map((each) => within(each, 'description') ?? within(each, 'details')),
    ),
    ...(changedAt && { changedAt }),
    ...(checkedOn && { checkedOn }),
  } satisfies ReadService
  return { service: readService.parse(read), problems }
}

const readService = service.omit({ id: true, directory: true, notListedSince: true, updatedAt: true })

function stateOf(raw: Raw, { tell }: FieldReader): ReadService['state'] {
  const given = plain(within(raw, 'status')).toLocaleLowerCase('en-GB')
  const known = serviceStates.find((each) => each === given)
  if (!known && given !== '') tell('status', `“${given.slice(0, 60)}” is none of the words for whether it runs, so it is taken to run.`, 'Ask the service before anybody relies on it.')
  return known ?? 'active'
}

function agesOf({ years, tell }: FieldReader): Pick<ReadService, 'youngest' | 'oldest'> {
  const [youngest, oldest] = [years('minimum_age'), years('maximum_age')]
  if (youngest !== undefined && oldest !== undefined && youngest > oldest) {
    tell('minimum_age', 'The lowest age is above the highest, so both are left out.', 'Ask the service whom it is for.')
    return {}
  }
  return { ...(youngest !== undefined && { youngest }), ...(oldest !== undefined && { oldest }) }
}

/** What is nearest to the service comes first: its own ways, its people, its places, its organisation. */
function contactsOf(raw: Raw, places: readonly unknown[], locations: readonly unknown[], { line, list, unique }: FieldReader): ServiceContact[] {
  const contact = (kind: ServiceContact['kind'], field: string, value: unknown, about: unknown): ServiceContact[] => {
    const given = line(field, value)
    return given === '' ? [] : [serviceContact.parse({ kind, value: given, about: line(field, about) })]
  }
  const phones = (of: unknown, field: string): ServiceContact[] =>
    list(field, within(of, 'phones')).flatMap((phone) => {
      const extension = line(`${field}.extension`, within(phone, 'extension'), 40)
      const number = line(`${field}.number`, within(phone, 'number'), serviceLimits.line - 60).replaceAll('"', '')
      return contact('phone', field, extension === '' ? number : `${number} extension ${extension}`, within(phone, 'description'))
    })
  const people = [
    ...list('contacts', within(raw, 'contacts')),
    ...places.flatMap((each) => list('service_at_locations.contacts', within(each, 'contacts'))),
  ]
  const found = [
    ...phones(raw, 'phones'),
    ...contact('email', 'email', within(raw, 'email'), ''),
    ...people.flatMap((person) => [
      ...contact('person', 'contacts.name', within(person, 'name'), within(person, 'title') ?? within(person, 'department')),
      ...phones(person, 'contacts.phones'),
      ...contact('email', 'contacts.email', within(person, 'email'), within(person, 'name')),
    ]),
    ...places.flatMap((each) => phones(each, 'service_at_locations.phones')),
    ...locations.flatMap((location) => [
      ...phones(location, 'location.phones'),
      ...list('location.addresses', within(location, 'addresses')).flatMap((each) => contact('place', 'location.addresses', addressLine(each), within(location, 'name'))),
    ]),
    ...phones(within(raw, 'organization'), 'organization.phones'),
    ...contact('email', 'organization.email', within(raw, 'organization', 'email'), 'the organisation'),
  ]
  return unique('contacts', found, ({ kind, value }) => `${kind} ${value.replaceAll(/\s/g, '').toLocaleLowerCase('en-GB')}`)
}

const texts = (...parts: readonly unknown[]): string[] => parts.map(plain).filter((part) => part !== '')

const addressLine = (address: unknown): string =>
  texts(...['address_1', 'address_2', 'city', 'region', 'state_province', 'postal_code'].map((key) => within(address, key))).join(', ')

/** A need is a term of whatever taxonomy there is, or a value that calls itself a need. */
function needOf(attribute: unknown): unknown {
  const label = plain(within(attribute, 'label'))
  return within(attribute, 'taxonomy_term', 'name') ?? (label === '' || /need/i.test(label) ? within(attribute, 'value') : undefined)
}

function costOf(cost: unknown): string {
  const [amount] = texts(within(cost, 'amount'))
  const [currency = 'GBP'] = texts(within(cost, 'currency'))
  const price = amount === undefined ? [] : [currency === 'GBP' ? `£${amount}` : `${amount} ${currency}`]
  return texts(texts(within(cost, 'option')).join(''), texts(...price, within(cost, 'amount_description')).join(' ')).join(': ')
}

const weekdays = new Map([['MO', 'Monday'], ['TU', 'Tuesday'], ['WE', 'Wednesday'], ['TH', 'Thursday'], ['FR', 'Friday'], ['SA', 'Saturday'], ['SU', 'Sunday']])

function openingOf(schedule: unknown): string {
  const [described] = texts(within(schedule, 'description'))
  if (described !== undefined) return described
  const days = plain(within(schedule, 'byday')).split(',').slice(0, 14).flatMap((each) => weekdays.get(each.trim()) ?? [])
  const hours = texts(within(schedule, 'opens_at'), within(schedule, 'closes_at')).map((time) => time.slice(0, 5))
  return texts(days.join(', '), hours.join(' to ')).join(' ')
}

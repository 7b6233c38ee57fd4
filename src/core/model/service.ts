import { z } from 'zod'
import { calendarDate, instant } from './dates.ts'
import { serviceId } from './ids.ts'

/** Characters of each kind of text, entries of a list, and services of a team: see SPEC.md, D. */
export const serviceLimits = { name: 200, line: 300, text: 5_000, address: 500, list: 50, age: 150, services: 5_000 } as const

/** Characters of what a directory is called. */
export const longestDirectoryName = 120

const line = z.string().trim().min(1).max(serviceLimits.line)
const text = z.string().max(serviceLimits.text)
const lines = z.array(line).max(serviceLimits.list)
const age = z.number().min(0).max(serviceLimits.age)

/** An address that a person can look up. It is shown as text, and the app never opens it. */
export const webAddress = z
  .string()
  .max(serviceLimits.address)
  .refine((address) => URL.canParse(address) && ['http:', 'https:'].includes(new URL(address).protocol), 'an address that starts with http:// or https://')

export const serviceStates = ['active', 'inactive', 'defunct', 'temporarily closed'] as const
export const contactKinds = ['phone', 'email', 'person', 'place'] as const

/** One way to reach a service: what it is, and what its directory says about it. */
export const serviceContact = z.strictObject({ kind: z.enum(contactKinds), value: line, about: z.string().max(serviceLimits.line) })
export type ServiceContact = z.infer<typeof serviceContact>

/** A service near by, as a directory of local support describes it. It is of nobody in particular. */
export const service = z.strictObject({
  id: serviceId,
  /** Which directory it came from, as the team calls it, and what it is called there. */
  directory: z.string().trim().min(1).max(longestDirectoryName),
  source: z.string().min(1).max(serviceLimits.name),
  name: z.string().trim().min(1).max(serviceLimits.name),
  organisation: z.string().trim().max(serviceLimits.name),
  description: text,
  state: z.enum(serviceStates),
  /** What its directory says for the time being, such as that it has moved. */
  alert: text,
  needs: lines,
  areas: lines,
  /** Years. */
  youngest: age.optional(),
  oldest: age.optional(),
  /** Whom it is for, in the directory's words. */
  eligibility: text,
  languages: lines,
  contacts: z.array(serviceContact).max(serviceLimits.list),
  /** How somebody comes to it, in the directory's words. */
  howToAsk: text,
  url: webAddress.optional(),
  opening: lines,
  costs: lines,
  access: lines,
  /** When its entry was last changed in its directory, and when somebody last checked it there. */
  changedAt: instant.optional(),
  checkedOn: calendarDate.optional(),
  /** Since when a whole file of its directory has not had it any more. */
  notListedSince: calendarDate.optional(),
  updatedAt: instant,
})
export type Service = z.infer<typeof service>

/** What a directory says of a service. */
export type ReadService = Omit<Service, 'id' | 'directory' | 'notListedSince' | 'updatedAt'>

import { z } from 'zod'

/** Of a FHIR R4 Patient what a caseload can hold, read leniently: what is not of its form is left out, and noticed by `unreadable`. */
const text = z.string().max(10_000).optional().catch(undefined)
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((all) => all.slice(0, 100).flatMap((each): z.output<T>[] => {
      const parsed = item.safeParse(each)
      return parsed.success ? [parsed.data] : []
    }))

const period = z.object({ end: text }).optional().catch(undefined)
const coding = z.object({ system: text, code: text, display: text })
const concept = z.object({ text, coding: list(coding) }).optional().catch(undefined)

export interface Extension {
  readonly url: string
  readonly valueCodeableConcept?: z.output<typeof concept>
  readonly valueBoolean?: boolean | undefined
  readonly extension?: readonly Extension[]
}
const extension: z.ZodType<Extension> = z.lazy(() =>
  z.object({ url: z.string().max(1000), valueCodeableConcept: concept, valueBoolean: z.boolean().optional().catch(undefined), extension: list(extension) }),
) as z.ZodType<Extension>

const identifier = z.object({ use: text, system: text, value: text, period, extension: list(extension) })
export type Identifier = z.output<typeof identifier>

const reference = z.object({ reference: text, display: text, identifier: identifier.optional().catch(undefined) })
export type FhirReference = z.output<typeof reference>

const name = z.object({ use: text, text, family: text, given: list(z.string().max(1000)), prefix: list(z.string().max(1000)), period })
export type HumanName = z.output<typeof name>

export const patient = z.object({
  identifier: list(identifier),
  name: list(name),
  active: z.boolean().optional().catch(undefined),
  gender: text,
  birthDate: text,
  deceasedBoolean: z.boolean().optional().catch(undefined),
  deceasedDateTime: text,
  communication: list(z.object({ language: concept, preferred: z.boolean().optional().catch(undefined) })),
  generalPractitioner: list(reference),
  managingOrganization: reference.optional().catch(undefined),
  extension: list(extension),
  contained: z.array(z.unknown()).catch([]),
})
export type Patient = z.output<typeof patient>

/** An Organization, or the PractitionerRole that leads to one. */
export const practice = z.object({ resourceType: z.enum(['Organization', 'PractitionerRole']), id: text, name: text, identifier: list(identifier), organization: reference.optional().catch(undefined) })
export type Practice = z.output<typeof practice>

/** Fields that hold something of another form than FHIR gives them. */
export function unreadable(raw: Readonly<Record<string, unknown>>, read: Patient): string[] {
  return Object.entries(read).flatMap(([field, value]) => {
    const before = raw[field]
    if (before === undefined) return []
    const less = Array.isArray(value) ? !Array.isArray(before) || value.length < before.length : value === undefined
    return less ? [field] : []
  })
}

const fieldsRead: ReadonlySet<string> = new Set([...Object.keys(patient.shape), 'resourceType', 'id', 'meta', 'text', 'language', 'implicitRules'])

/** Fields that a caseload has no place for. */
export const unusedFields = (raw: object): string[] => Object.keys(raw).filter((field) => !fieldsRead.has(field))

export const conceptInWords = (value: z.output<typeof concept>): string | undefined =>
  value?.text ?? value?.coding.find(({ display }) => display)?.display ?? value?.coding.find(({ code }) => code)?.code

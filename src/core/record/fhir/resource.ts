import type { Digest } from '../digest.ts'

/** A FHIR R4 resource as plain JSON: the tests hold it against the published definitions. */
export interface Resource {
  readonly resourceType: string
  readonly [field: string]: unknown
}

export interface Reference {
  readonly reference?: string
  readonly identifier?: { readonly system: string; readonly value: string }
  readonly display: string
}

export interface Entry {
  readonly fullUrl: string
  readonly resource: Resource
}

/** The address that a resource of this document always has: the same outcome gives the same addresses. */
export type AddressOf = (purpose: string) => string

/** Addresses are UUIDs of version 8 (RFC 9562): SHA-256 of a purpose line, the outcome's id and the resource's part in it. */
export function addressesFor(digest: Digest, outcomeId: string): AddressOf {
  return (purpose) => {
    const hex = digest(`mdt-huddle/fhir/v1\n${outcomeId}\n${purpose}`)
    const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
    return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  }
}

export const ukCore = (name: string): { profile: string[] } => ({
  profile: [`https://fhir.hl7.org.uk/StructureDefinition/UKCore-${name}`],
})

export const text = (words: string): { text: string } => ({ text: words })

export function coded(system: string, code: string, display: string, words = display): object {
  return { coding: [{ system, code, display }], text: words }
}

/** Replaces, all the way down, the characters that neither a FHIR string nor XML may hold by U+FFFD. */
export function clean<T>(value: T): T
export function clean(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(/(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF]/gu, '\uFFFD')
  if (Array.isArray(value)) return value.map((part: unknown) => clean(part))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, clean(part)]))
}

/** Leaves out what is undefined, so that no field is there without a value. */
export function lean<T extends object>(fields: T): T
export function lean(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

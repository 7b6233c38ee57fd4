import type { PersonDoc } from '../doc/person-doc.ts'
import type { StaffCard } from '../model/team.ts'
import type { VersionReason } from '../model/version.ts'

/**
 * Keeps the formulation as it stands at a turning point of a discussion. A discussion is never held up by it: what is
 * signed holds the text too, so that there was no room for a version is only told.
 */
export function keepVersion(person: PersonDoc, { name, role, device }: StaffCard, why: VersionReason, report: (error: unknown) => void): void {
  try {
    person.formulationVersions.keep({ name, role, device }, why)
  } catch (error) {
    report(error)
  }
}

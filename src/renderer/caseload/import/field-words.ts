import { caseloadFields, type CaseloadField } from '../../../core/model/caseload-columns.ts'
import { contactPreferences, genders, pathwaySteps, referralRoutes, referralSources } from '../../../core/model/person.ts'

/** `Date of birth`, for `Date of Birth`: a column's heading as our screens write it. */
export const fieldLabel = (field: CaseloadField): string => caseloadFields[field].heading.replaceAll(/ [A-Z](?=[a-z])/g, (start) => start.toLowerCase())

/** Values that a field can take for everybody, where no column of the file holds it. */
export const sameForEveryone: Readonly<Partial<Record<CaseloadField, readonly string[]>>> = {
  gender: genders,
  referralSource: referralSources,
  referralRoute: referralRoutes,
  step: pathwaySteps,
  contactPreference: contactPreferences,
}

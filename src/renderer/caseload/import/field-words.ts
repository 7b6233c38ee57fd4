import { caseloadFields, type CaseloadField } from '../../../core/model/caseload-columns.ts'

/** `Date of birth`, for `Date of Birth`: a column's heading as our screens write it. */
export const fieldLabel = (field: CaseloadField): string => caseloadFields[field].heading.replaceAll(/ [A-Z](?=[a-z])/g, (start) => start.toLowerCase())

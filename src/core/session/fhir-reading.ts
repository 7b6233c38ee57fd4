/** How people come in from a FHIR file: the import's screen judges and shows them as it does any extract. */
export { readFhirPeople, type FhirFile, type FhirPerson } from '../record/fhir/reading/read-people.ts'

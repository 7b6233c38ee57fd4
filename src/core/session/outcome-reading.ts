/** How an outcome reads, section by section: the screen shows what the printed page and the FHIR narrative say. */
export { outcomeSections, type Block, type Section } from '../record/outcome-sections.ts'
export type { RecordsReport } from '../record/verify.ts'

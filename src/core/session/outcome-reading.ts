/** How an outcome reads, section by section: the screen shows what the printed page and the FHIR narrative say. */
export { outcomeSections, type Block, type Section } from '../record/outcome-sections.ts'
export { optionalSections, usualSections, type Extract, type OptionalSection } from '../record/leaving/extract.ts'
export type { Passage } from '../record/leaving/passages.ts'
export { withheldWords } from '../record/leaving/withheld-note.ts'
export type { LetterReading, Preview, Sharing } from './leaving/leaving.ts'
export type { RecordsReport } from '../record/verify.ts'

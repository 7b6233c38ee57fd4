/** The part of papaparse that the core uses. Its own types bring Node's with them, which the core must not see. */
interface CsvError {
  readonly type: 'Quotes' | 'Delimiter' | 'FieldMismatch'
  readonly code: string
  readonly row?: number
}

interface Papa {
  parse<T>(text: string, config: { readonly header: false; readonly skipEmptyLines: false; readonly delimiter: string }): { readonly data: T[]; readonly errors: readonly CsvError[] }
  unparse(rows: (readonly string[])[], config: { readonly escapeFormulae: RegExp; readonly newline: string }): string
}

declare const papa: Papa
export default papa

import { ProblemError } from './problem.ts'

const kept = 'Nothing was imported, and your caseload is as it was.'

function because(code: string, happened: string, todo: string): ProblemError {
  return new ProblemError({ code, happened, kept, todo })
}

/** Why a file could not be read as a caseload. */
export const caseloadProblem = {
  empty: () => because('csv-empty', 'This file is empty.', 'Make the extract again, and choose the new file.'),
  tooLarge: () =>
    because('csv-too-large', 'This file is larger than a caseload can be: 20 MB, 20,000 rows or 100 columns.', 'Check that it is the right file, or split it into several.'),
  notText: () => because('csv-not-text', 'This file is not a CSV file: it holds no readable text.', 'Choose a file whose name ends in .csv, or save the sheet as “CSV UTF-8”.'),
  isWorkbook: () =>
    because('csv-not-text', 'This is a spreadsheet workbook or a compressed file, not a CSV file.', 'Open it in the spreadsheet program and save it as “CSV UTF-8”, then choose that file.'),
  isPage: () => because('csv-is-page', 'This is a web page or XML, not a CSV file.', 'Download the extract itself; a sign-in page may have been saved in its place.'),
  oneColumn: () =>
    because('csv-one-column', 'This file has only one column, so it does not look like a caseload.', 'Check that the first row holds headings such as Family Name and Date of Birth, with commas between them.'),
  brokenQuotes: (row: number) =>
    because('csv-quotes', `A quotation mark is out of place at or after row ${row}, so the rows behind it cannot be told apart.`, `Open the file, close the quotation mark near row ${row}, save it and choose it again.`),
  noRows: () => because('csv-no-rows', 'This file has headings and no rows under them.', 'Make the extract again, and choose the new file.'),
} as const

import type { PdfDocument, PdfOptions } from './pdf-document.ts'

/**
 * pdfkit without the Node types that its own declarations bring along: src/core/tsconfig.json points here, so that the
 * core still cannot name anything of Node's.
 */
declare const PDFDocument: new (options: PdfOptions) => PdfDocument
export default PDFDocument

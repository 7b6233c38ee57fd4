import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether one of poppler's or qpdf's commands is on this machine; what needs it is skipped where it is not. */
function has(command: string): boolean {
  try {
    execFileSync(command, [command === 'qpdf' ? '--version' : '-v'], { stdio: 'ignore' })
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT')
  }
}
export const poppler = has('pdftotext') && has('pdfinfo') && has('pdfdetach')
export const qpdf = has('qpdf')

/** Runs a command over a PDF; `PDF` among its arguments is where the file is. */
export function runOnPdf(command: string, args: readonly string[], bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'mdt-pdf-'))
  const path = join(folder, 'page.pdf')
  try {
    writeFileSync(path, bytes)
    return execFileSync(command, args.map((arg) => (arg === 'PDF' ? path : arg)), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export const pdfText = (bytes: Uint8Array): string => runOnPdf('pdftotext', ['PDF', '-'], bytes)

export const flat = (text: string): string => text.replaceAll(/\s+/g, ' ')

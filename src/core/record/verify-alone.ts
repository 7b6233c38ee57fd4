import type { Notice } from './checks/across-folders.ts'
import { addendumFileName, addendumForm, addendumKinds, type AddendumKind } from './addendum.ts'
import { readExactly } from './canonical.ts'
import { checkAddendum } from './checks/check-addendum.ts'
import { checkCarriedLines } from './checks/check-ledger.ts'
import { checkAnswers, checkPackage } from './checks/check-package.ts'
import type { Finding } from './checks/finding.ts'
import { ledgerName, type ReadLine } from './checks/ledger-lines.ts'
import { packageNames } from './checks/sort-paths.ts'
import { problemOf } from '../model/problem.ts'
import { carriedBytesFrom } from './covered-text.ts'
import { loadDigest } from './digest.ts'
import type { LedgerLine } from './ledger-line.ts'
import { manifestForm, manifestName } from './manifest.ts'
import { loadSignatureChecks } from './sign.ts'
import { reportOf, type RecordsReader, type RecordsReport } from './verify.ts'

type Kind = 'package' | AddendumKind

/** What a folder is by itself, where it is no records folder but one of the folders in one; by the paths in it. */
export function aloneKind(paths: readonly string[]): Kind | undefined {
  if (paths.includes(ledgerName)) return undefined
  if (paths.includes(manifestName)) return 'package'
  return addendumKinds.find((kind) => paths.includes(addendumFileName(kind)))
}

/**
 * Holds one package, late answer or export against itself, without the records folder that it belongs in: its digests, its
 * signatures and the ledger lines that it carries, up to the checkpoint that closes it. What only the folder can show is said.
 */
export async function verifyAlone(reader: RecordsReader, paths: readonly string[], kind: Kind, knownHead: string | undefined): Promise<RecordsReport> {
  const digest = await loadDigest()
  const checks = await loadSignatureChecks()
  const findings: Finding[] = []
  const names = kind === 'package' ? packageNames : [addendumFileName(kind)]
  for (const file of paths) if (!names.includes(file)) findings.push({ file, code: 'extra-file', sentence: `${file} is no part of this folder.` })
  const files = new Map<string, Uint8Array>()
  for (const file of names) {
    try {
      if (paths.includes(file)) files.set(file, await reader.read(file))
      else findings.push({ file, code: 'missing-file', sentence: `${file} is missing.` })
    } catch (error) {
      findings.push({ file, code: 'unreadable-file', sentence: `${file} could not be read: ${problemOf(error).happened}` })
    }
  }

  const name = kind === 'package' ? manifestName : addendumFileName(kind)
  const bytes = files.get(name) ?? new Uint8Array()
  const lines = linesIn(bytes, kind)
  const carried = checkCarriedLines(lines, digest, checks)
  findings.push(...carried.findings.map(({ code, sentence }) => ({ file: name, code, sentence })))
  if (knownHead !== undefined && !carried.lines.some((line) => line.digest === knownHead))
    findings.push({ file: name, code: 'unknown-head', sentence: 'The line that was noted elsewhere is none of those that this carries: only the whole records folder can show it.' })
  const placing = carried.lines[0] && { line: carried.lines[0].value, until: carried.lines, carried: carriedBytesFrom(carried.lines.map(({ text }) => text))[0] ?? new Uint8Array() }
  const notices: Notice[] = [{ file: name, sentence: whatIsMissing[kind] }]
  const { line } = placing ?? {}
  if (kind === 'package') {
    if (files.size === names.length) {
      const checked = checkPackage({ folder: '', files }, placing && line?.kind === 'outcome' ? { ...placing, line } : undefined, digest)
      const { filed } = checked
      findings.push(...checked.findings, ...(filed ? checkAnswers('', filed, checks) : []))
      if (filed && !signersOf(carried.lines).some((device) => filed.cards.has(device)))
        notices.push({ file: name, sentence: 'Nobody who signed the checkpoint was there for this outcome: whether they were for another that it closes, only the records folder shows.' })
      return reportOf({ findings, notices, lines: carried.lines, packages: filed ? 1 : 0, answers: filed?.body.answers ?? [], late: 0, senders: [], alone: true })
    }
  } else if (files.size === 1) {
    const { findings: found, body } = checkAddendum(
      { folder: '', kind, bytes },
      placing && (line?.kind === 'answer' || line?.kind === 'export') ? { ...placing, line } : undefined,
      { digest, cardHolds: checks.cardHolds },
    )
    findings.push(...found)
    const given = body?.format === 'mdt-huddle/late-answer' ? [body.given] : []
    const senders = body?.format === 'mdt-huddle/export' ? [body.by] : []
    return reportOf({ findings, notices, lines: carried.lines, packages: 0, answers: given, late: given.length, senders, alone: true })
  }
  return reportOf({ findings, notices, lines: carried.lines, packages: 0, answers: [], late: 0, senders: [], alone: true })
}

/** The lines that the file carries; none where it cannot be read, which its own check says. */
function linesIn(bytes: Uint8Array, kind: Kind): readonly LedgerLine[] {
  return (kind === 'package' ? readExactly(manifestForm.whole, bytes) : readExactly(addendumForm.whole, bytes))?.ledger ?? []
}

function signersOf(lines: readonly ReadLine[]): string[] {
  const last = lines.at(-1)?.value
  return last?.kind === 'checkpoint' ? last.signatures.map(({ device }) => device) : []
}

const alone =
  'That the ledger of its records folder has these lines, that nothing was filed in its place, and what came after it, only the whole records folder shows.'
const whatIsMissing: Readonly<Record<Kind, string>> = {
  package: `This is one package by itself. ${alone}`,
  answer: `This is one late answer by itself, without the outcome that it answers: whether its signature fits that, and whether this person was there, cannot be seen here. ${alone}`,
  export: `This is one export by itself. ${alone}`,
}

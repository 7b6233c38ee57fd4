import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { lstat, mkdir, open, readdir, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ledgerName, type FiledPackage, type Filing, type HostHandlers } from '../core/host.ts'
import { bytesOfFile, lastLine, sameBytes } from '../core/model/bytes.ts'
import { ProblemError } from '../core/model/problem.ts'
import { stagedPrefix, stageFile, stageFolder, temporaryIn, temporaryPrefix, type Staged } from './atomic-files.ts'
import { chooseFolder, tryWriting, type FolderSettings } from './chosen-folder.ts'
import { fileProblem, isMissing } from './file-problem.ts'
import { withFolderLock } from './folder-lock.ts'
import { renameOnceLetGo } from './once-let-go.ts'

const limits = { ledger: 100_000_000, file: 25_000_000, paths: 200_000, depth: 6 } as const

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The `records.*` calls over a folder of this machine. Links inside the folder are never followed. */
export function recordsFolder(settings: FolderSettings): Pick<HostHandlers, RecordsCall> {
  const within = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
    const folder = settings.folder()
    try {
      return await work(folder)
    } catch (error) {
      throw fileProblem(folder, error)
    }
  }
  return {
    'records.about': () => tryWriting(settings.folder()),
    'records.choose': ({ folder }) => chooseFolder(settings, folder),
    'records.ledger': () => within(async (folder) => ({ content: await readLedger(folder) })),
    'records.list': () => within(async (folder) => ({ paths: await listFiles(folder) })),
    'records.read': ({ path }) => within(async (folder) => ({ content: await readInside(folder, path) })),
    'records.file': (filing) =>
      within(async (folder) => {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        const root = await realpath(folder)
        return { folder, ledger: await withFolderLock(root, (stillHeld) => file(root, filing, stillHeld)) }
      }),
  }
}

type RecordsCall = 'records.about' | 'records.choose' | 'records.ledger' | 'records.list' | 'records.read' | 'records.file'

/** Checks everything, then stages everything, then places it: what fails before the last step changes nothing. */
async function file(root: string, { expects, packages, lines }: Filing, stillHeld: () => Promise<void>): Promise<string> {
  await clearLeftovers(root)
  const ledger = await readLedger(root)
  if (digestOf(lastLine(ledger)) !== expects) throw ledgerMoved(root)
  if (lines.length > 0 && lines.at(-1) !== newline) throw brokenLines('The lines to append do not end where a line ends.')
  if (ledger.length > 0 && ledger.at(-1) !== newline) throw brokenLines(`The ledger in ${root} stops in the middle of a line.`)
  const missing = await missingPackages(root, packages, Buffer.from(ledger).toString('utf8'))
  if (lines.length === 0 && missing.length === 0) return expects

  const grown = Buffer.concat([ledger, lines])
  if (grown.length > limits.ledger) throw tooLarge(ledgerName)
  const staged: Staged[] = []
  try {
    for (const { path, files } of missing) staged.push(await stageFolder(root, join(root, ...path), files))
    if (lines.length > 0) staged.push(await stageFile(root, join(root, ledgerName), grown))
    await stillHeld()
    for (const { path, leftover } of missing) if (leftover) await renameOnceLetGo(join(root, ...path), temporaryIn(root))
    for (const each of staged) await each.place()
  } catch (error) {
    await Promise.allSettled(staged.map((each) => each.discard()))
    throw error
  }
  return digestOf(lastLine(grown))
}

const newline = 0x0a

/** What a filing that was cut off left behind; the lock is held, so nobody is writing it. */
async function clearLeftovers(root: string): Promise<void> {
  for (const { name } of await readdir(root, { withFileTypes: true })) {
    if (name.startsWith(stagedPrefix)) await rm(join(root, name), { recursive: true, force: true })
  }
}

interface MissingPackage extends FiledPackage {
  /** A filing that was cut off before its ledger left another package in this one's place. */
  readonly leftover: boolean
}

/**
 * The packages that are still to be placed. What stands in a package's place with other bytes is left alone, unless the
 * ledger knows nothing of it: then it was never filed, and the filing that was cut off is done again.
 */
async function missingPackages(root: string, packages: readonly FiledPackage[], ledger: string): Promise<MissingPackage[]> {
  const missing: MissingPackage[] = []
  for (const each of packages) {
    await requirePlainFolder(root, each.path.slice(0, 1))
    if (!(await requirePlainFolder(root, each.path))) missing.push({ ...each, leftover: false })
    else if (!(await hasSameFiles(root, each))) {
      const [, outcome] = each.path.at(-1)?.split('_') ?? []
      if (!outcome || ledger.includes(outcome)) throw packageDiffers(each.path.join('/'))
      missing.push({ ...each, leftover: true })
    }
  }
  return missing
}

/** Whether it is there. @throws {ProblemError} `package-differs` when what is there is a file or a link. */
async function requirePlainFolder(root: string, path: readonly string[]): Promise<boolean> {
  try {
    if ((await lstat(join(root, ...path))).isDirectory()) return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
  throw packageDiffers(path.join('/'))
}

async function hasSameFiles(root: string, { path, files }: FiledPackage): Promise<boolean> {
  const names = (await readdir(join(root, ...path))).sort()
  const wanted = files.map(({ name }) => name).sort()
  if (names.length !== wanted.length || names.some((name, index) => name !== wanted[index])) return false
  for (const { name, content } of files) {
    const there = await readInside(root, [...path, name])
    if (!sameBytes(there, bytesOfFile(content))) return false
  }
  return true
}

async function readLedger(root: string): Promise<Uint8Array> {
  try {
    return await readPlain(join(root, ledgerName), ledgerName, limits.ledger)
  } catch (error) {
    if (isMissing(error)) return new Uint8Array()
    throw error
  }
}

/** Reads one file of the folder, going through plain folders only. */
async function readInside(root: string, path: readonly string[]): Promise<Uint8Array> {
  const name = path.join('/')
  try {
    for (let depth = 1; depth < path.length; depth += 1) {
      if (!(await lstat(join(root, ...path.slice(0, depth)))).isDirectory()) throw notThere(name)
    }
    return await readPlain(join(root, ...path), name, limits.file)
  } catch (error) {
    throw isMissing(error) ? notThere(name) : error
  }
}

async function readPlain(path: string, name: string, most: number): Promise<Uint8Array> {
  if (!(await lstat(path)).isFile()) throw notThere(name)
  const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
  try {
    const { size } = await handle.stat()
    if (size > most) throw tooLarge(name)
    return new Uint8Array(await handle.readFile())
  } finally {
    await handle.close()
  }
}

async function listFiles(root: string): Promise<string[]> {
  const paths: string[] = []
  const walk = async (parts: readonly string[]): Promise<void> => {
    for (const entry of await readdir(join(root, ...parts), { withFileTypes: true })) {
      if (parts.length === 0 && entry.name.startsWith(temporaryPrefix)) continue
      const path = [...parts, entry.name]
      if (entry.isDirectory() && path.length < limits.depth) await walk(path)
      else paths.push(path.join('/'))
      if (paths.length > limits.paths) throw tooMany(root)
    }
  }
  try {
    await walk([])
  } catch (error) {
    if (!isMissing(error)) throw error
  }
  return paths.sort()
}

const kept = 'Nothing was changed in the records folder, and everything stays in MDT Huddle.'

const ledgerMoved = (root: string): ProblemError =>
  new ProblemError({
    code: 'ledger-moved',
    happened: `The ledger in ${root} has changed since MDT Huddle last read it.`,
    kept,
    todo: 'File again: MDT Huddle reads the ledger afresh first.',
  })

const packageDiffers = (path: string): ProblemError =>
  new ProblemError({
    code: 'package-differs',
    happened: `The records folder already has something else at ${path}.`,
    kept: `What is there was not touched. ${kept}`,
    todo: 'Verify the records folder under Record, and ask whoever looks after it why that place is taken.',
  })

const brokenLines = (happened: string): ProblemError =>
  new ProblemError({ code: 'ledger-damaged', happened, kept, todo: 'Verify the records folder under Record before filing again.' })

const notThere = (name: string): ProblemError =>
  new ProblemError({
    code: 'records-missing',
    happened: `The records folder has no plain file ${name}.`,
    kept: 'Nothing was changed.',
    todo: 'Verify the records folder under Record.',
  })

const tooLarge = (name: string): ProblemError =>
  new ProblemError({
    code: 'records-too-large',
    happened: `${name} in the records folder is larger than MDT Huddle reads or writes.`,
    kept,
    todo: 'Verify the records folder with the verify command, or choose another folder under Settings.',
  })

const tooMany = (root: string): ProblemError =>
  new ProblemError({
    code: 'records-too-many',
    happened: `${root} holds more files than MDT Huddle lists.`,
    kept,
    todo: 'Choose a folder under Settings that holds nothing but records.',
  })

import { constants } from 'node:fs'
import { mkdir, readdir, rm, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { twinLimits, twinProblems, type HostHandlers, type TwinState } from '../core/host.ts'
import { ProblemError } from '../core/model/problem.ts'
import { stagedPrefix, syncFolder } from './atomic-files.ts'
import { errorCode, isMissing, whyUnwritable } from './file-problem.ts'
import { renameOnceLetGo } from './once-let-go.ts'
import { appendFrame, copyFrames, readFrame, scanFrames, type Scan } from './twin-frames.ts'
import { withFile } from './with-file.ts'

type TwinCall = Extract<keyof HostHandlers, `twins.${string}`>
interface TwinName {
  readonly store: string
  readonly vault: string
}
interface Found extends TwinState {
  readonly path: string
  readonly vault: string
}

const fileName = /^(team)-([0-9a-f]{32})-(\d{1,15})\.mdttwin$/

/** Milliseconds after which a base that nobody goes on writing is taken away. */
const abandonedAfter = 3_600_000

/**
 * The `twins.*` calls over a folder of this machine: of each vault one file of frames, the base first and then what was
 * committed since. Calls run one after the other, so that no two windows' entries run into each other.
 */
export function twinFiles(folder: string): Pick<HostHandlers, TwinCall> {
  /** What is known of a file since this host has looked through it. */
  const scans = new Map<string, Scan>()
  let turn: Promise<unknown> = Promise.resolve()

  /** @throws {ProblemError} `disk-full`, `twin-unwritable` */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work).catch((error: unknown) => Promise.reject(twinProblem(folder, error)))
    turn = mine.catch(() => undefined)
    return mine
  }

  async function scanOf(path: string): Promise<Scan> {
    const known = scans.get(path)
    if (known) return known
    const scan = await withFile(path, constants.O_RDWR, (file) => scanFrames(file))
    scans.set(path, scan)
    return scan
  }

  /** Every vault's newest file; an older one beside it was cut off while it was being destroyed. */
  async function all(store: string): Promise<Map<string, Found>> {
    const newest = new Map<string, Found>()
    for (const name of await namesIn(folder)) {
      const [, of, vault = '', number] = fileName.exec(name) ?? []
      if (of !== store) continue
      const found = { path: join(folder, name), vault, generation: Number(number), end: 0 }
      const other = newest.get(vault)
      const [keep, gone] = other && other.generation > found.generation ? [other, found] : [found, other]
      newest.set(vault, keep)
      if (gone) await destroy(gone.path)
    }
    return newest
  }

  async function destroy(path: string): Promise<void> {
    scans.delete(path)
    await rm(path, { force: true })
  }

  const partOf = ({ vault }: TwinName, part: string): string => join(folder, `${stagedPrefix}${vault}-${part}.mdttwin`)

  async function place(name: TwinName, part: string, entries: number, since: TwinState | null): Promise<TwinState & { base: number }> {
    const former = (await all(name.store)).get(name.vault)
    if (former?.generation !== since?.generation) throw new ProblemError(twinProblems.moved)
    const staged = partOf(name, part)
    const generation = (former?.generation ?? 0) + 1
    const { base, scan } = await withFile(staged, constants.O_RDWR, async (file) => {
      const read = await scanFrames(file)
      if (!read.sound || read.count !== entries) throw new ProblemError(twinProblems.damaged)
      // What was there to add is read before the copy: its torn end, if any, is not carried over.
      const added = former && since ? { from: since.end, to: (await scanOf(former.path)).end } : undefined
      if (former && added && added.from < added.to) {
        await withFile(former.path, constants.O_RDONLY, (old) => copyFrames(old, added.from, added.to, file, read.end))
      }
      await file.sync()
      return { base: read.end, scan: await scanFrames(file) }
    })
    if (scan.end > twinLimits.whole) throw new ProblemError(twinProblems.damaged)
    const path = join(folder, `${name.store}-${name.vault}-${generation}.mdttwin`)
    await renameOnceLetGo(staged, path)
    await syncFolder(folder)
    scans.set(path, scan)
    if (former) {
      await destroy(former.path)
      await syncFolder(folder)
    }
    return { generation, end: scan.end, base }
  }

  return {
    'twins.list': ({ store }) =>
      inTurn(async () => {
        const found = []
        for (const { path, vault, generation } of (await all(store)).values()) {
          const { end, sound } = await scanOf(path)
          found.push({ vault, generation, end, sound, at: (await stat(path)).mtimeMs })
        }
        return { twins: found.toSorted((a, b) => b.at - a.at).slice(0, twinLimits.vaults) }
      }),
    'twins.append': ({ content, ...name }) =>
      inTurn(async () => {
        const found = (await all(name.store)).get(name.vault)
        if (!found) throw new ProblemError(twinProblems.missing)
        const scan = await scanOf(found.path)
        if (!scan.sound || scan.end + content.length > twinLimits.whole) throw new ProblemError(twinProblems.damaged)
        try {
          const end = await withFile(found.path, constants.O_RDWR, (file) => appendFrame(file, scan.end, content))
          scans.set(found.path, { ...scan, end, count: scan.count + 1 })
          return { generation: found.generation, end }
        } catch (error) {
          // What stands there now is looked through again, and a half of an entry cut off.
          scans.delete(found.path)
          throw error
        }
      }),
    'twins.read': ({ generation, from, ...name }) =>
      inTurn(async () => {
        const found = (await all(name.store)).get(name.vault)
        if (found?.generation !== generation) throw new ProblemError(twinProblems.moved)
        const { end } = await scanOf(found.path)
        return withFile(found.path, constants.O_RDONLY, (file) => readSome(file, from, end))
      }),
    'twins.stage': ({ part, index, content, ...name }) =>
      inTurn(async () => {
        if (index === 0) await clearAbandoned(folder)
        const flags = index === 0 ? constants.O_RDWR | constants.O_CREAT | constants.O_EXCL : constants.O_RDWR
        await withFile(partOf(name, part), flags, async (file) => appendFrame(file, (await file.stat()).size, content, false))
        return null
      }),
    'twins.place': ({ part, entries, since, ...name }) => inTurn(() => place(name, part, entries, since)),
    'twins.discard': ({ part, ...name }) =>
      inTurn(async () => {
        await rm(partOf(name, part), { force: true })
        return null
      }),
  }
}

async function readSome(file: FileHandle, from: number, end: number): Promise<{ entries: Uint8Array[]; next: number; damaged: number }> {
  const entries: Uint8Array[] = []
  let [next, held, damaged] = [from, 0, 0]
  while (next < end && held < twinLimits.reading && entries.length < 50_000) {
    const frame = await readFrame(file, next, end)
    if (!frame) break
    next = frame.next
    held += frame.content?.length ?? 0
    if (frame.content) entries.push(frame.content)
    else damaged += 1
  }
  return { entries, next, damaged }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

async function clearAbandoned(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    if (name.startsWith(stagedPrefix) && Date.now() - (await stat(path)).mtimeMs > abandonedAfter) await rm(path, { force: true })
  }
}

function twinProblem(folder: string, error: unknown): Error {
  const code = errorCode(error)
  if (error instanceof ProblemError || code === '') return error instanceof Error ? error : new Error(String(error))
  return new ProblemError(
    {
      code: code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'twin-unwritable',
      happened: whyUnwritable(folder, error),
      kept: 'What is kept in MDT Huddle’s own store is untouched.',
      todo: 'Make room there, or make that folder writable; MDT Huddle tries again by itself.',
    },
    { cause: error },
  )
}

import type * as Y from 'yjs'
import { z } from 'zod'
import { instantOf } from '../model/dates.ts'
import type { NamedPerson } from '../model/decision.ts'
import type { Effects } from '../model/effects.ts'
import { entryId, newId, type EntryId } from '../model/ids.ts'
import { ProblemError } from '../model/problem.ts'
import { isUnnamed, version, versionName, type Version, type VersionReason } from '../model/version.ts'
import { bringBack, contentOf, contentText } from './note-content.ts'
import { noteText } from './note-text.ts'

/** Versions of one note at the most, and characters in all of them together: see SPEC.md, C. */
export const mostVersions = 200
export const mostVersionCharacters = 4_000_000

/** More than two devices apart could keep between them; what is beyond it a stranger wrote. */
const mostRead = 1_000

const kept = version.extend({ content: z.string().max(mostVersionCharacters) })
type Kept = z.infer<typeof kept>

/** How a note once stood, at the moments that somebody wanted to keep. Versions kept apart are all there after meeting. */
export interface Versions {
  /** Newest first. */
  list(): Version[]
  /** The plain text of a version, or undefined where it is not there or no note. */
  text(id: EntryId): string | undefined
  /**
   * Keeps the note as it stands. @throws {ProblemError} `versions-full` where only named ones would have to go,
   * `nothing-to-keep` where somebody names an empty note.
   */
  keep(by: NamedPerson, why: VersionReason): void
  /**
   * Changes the note, by whoever asks, so that it reads as the version does; nobody's history is taken back, and what
   * stood becomes a version first. @throws {ProblemError} `versions-full`, `version-gone`.
   */
  restore(id: EntryId, by: NamedPerson): void
  /** Returns how to put it back. */
  remove(id: EntryId): () => void
  observe(onChange: () => void): () => void
}

export function versionsOf(doc: Y.Doc, name: string, effects: Effects): Versions {
  const note = doc.getXmlFragment(name)
  const map = doc.getMap<unknown>(`${name}:versions`)

  const read = (key: string): Kept[] => {
    const parsed = kept.safeParse(map.get(key))
    return parsed.data?.id === key ? [parsed.data] : []
  }
  const all = (): Kept[] =>
    [...map.keys()]
      .toSorted()
      .slice(0, mostRead)
      .flatMap(read)
      .toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? 1 : -1))
  const find = (id: EntryId): Kept | undefined => read(id)[0]

  /** Lets the oldest unnamed versions go until so many more characters fit. */
  function makeRoom(characters: number): void {
    const there = all()
    let count = there.length
    let total = there.reduce((sum, { content }) => sum + content.length, 0)
    const leaving: EntryId[] = []
    for (const { id, content } of there.filter(isUnnamed).toReversed()) {
      if (count < mostVersions && total + characters <= mostVersionCharacters) break
      leaving.push(id)
      count -= 1
      total -= content.length
    }
    if (count >= mostVersions || total + characters > mostVersionCharacters) throw full()
    for (const id of leaving) map.delete(id)
  }

  function put(by: NamedPerson, why: VersionReason, content: string): void {
    makeRoom(content.length)
    const next: Kept = { id: newId(entryId, effects.random), at: instantOf(effects.clock()), by, why, content }
    map.set(next.id, next)
  }

  function keep(by: NamedPerson, why: VersionReason): void {
    const content = contentOf(note)
    const same = all().filter((each) => each.content === content)
    if (noteText(note) === '') {
      if (why.kind === 'named') throw nothing()
      return undefined
    }
    if (why.kind === 'named') return put(by, why, content)
    if (why.kind === 'before-restoring') return same.some((each) => !isUnnamed(each)) ? undefined : put(by, why, content)
    const readBack = same.find((each) => each.why.kind === 'read-back' && each.why.item === why.item)
    if (!readBack) return put(by, why, content)
    // What was read back and then closed unchanged is one version, not two of the same text.
    if (why.kind === 'closed') map.set(readBack.id, { ...readBack, why })
    return undefined
  }

  return {
    list: () => all().map(({ id, at, by, why }) => ({ id, at, by, why })),
    text: (id) => {
      const content = find(id)?.content
      return content === undefined ? undefined : contentText(content)
    },
    keep: (by, why) => doc.transact(() => keep(by, why)),
    restore(id, by) {
      const wanted = find(id)
      if (!wanted || contentText(wanted.content) === undefined) throw gone()
      doc.transact(() => {
        keep(by, { kind: 'before-restoring', restored: versionName(wanted).slice(0, 300) })
        bringBack(note, wanted.content)
      })
    },
    remove(id) {
      const removed = find(id)
      map.delete(id)
      return () => {
        if (removed && !map.has(id)) map.set(id, removed)
      }
    },
    observe(onChange) {
      map.observe(onChange)
      return () => map.unobserve(onChange)
    },
  }
}

function full(): ProblemError {
  return new ProblemError({
    code: 'versions-full',
    happened: `There is no room for another version: ${mostVersions} versions, or ${mostVersionCharacters.toLocaleString('en-GB')} characters in them, are kept, and somebody has named each of them.`,
    kept: 'The text and all its versions are as they were.',
    todo: 'Remove a version that is no longer needed, then try again.',
  })
}

function nothing(): ProblemError {
  return new ProblemError({
    code: 'nothing-to-keep',
    happened: 'There is nothing written yet, so there is no version to keep.',
    kept: 'All versions are as they were.',
    todo: 'Write first, then keep a version.',
  })
}

function gone(): ProblemError {
  return new ProblemError({
    code: 'version-gone',
    happened: 'That version cannot be brought back: it has been removed, or it is damaged.',
    kept: 'The text is as it was.',
    todo: 'Choose another version.',
  })
}

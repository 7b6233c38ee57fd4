import type * as Y from 'yjs'
import { z } from 'zod'
import { commentEntry, longestQuote, type Anchor, type Comment, type CommentEntry } from '../model/comment.ts'
import { instantOf } from '../model/dates.ts'
import type { NamedPerson } from '../model/decision.ts'
import type { Effects } from '../model/effects.ts'
import { entryId, newId, type EntryId } from '../model/ids.ts'
import { ProblemError } from '../model/problem.ts'
import { anchored } from './anchors.ts'
import { datedEntries } from './maps.ts'
import { register, type Register } from './register.ts'

/** Comments, replies and moves on one note at the most: see SPEC.md, C. */
export const mostCommentEntries = 2_000

type CommentState = 'open' | 'resolved'

/** Remarks on stretches of one note. Nothing of them is lost when devices that were apart meet. */
export interface Comments {
  /** In the order of the text; those whose text was taken out last. */
  list(): Comment[]
  /** Where a comment's text stands or stood, newest first. */
  anchorsOf(id: EntryId): Anchor[]
  /** @throws {ProblemError} `comments-full`. */
  add(anchor: Anchor, text: string, by: NamedPerson): EntryId
  /** @throws {ProblemError} `comments-full`. */
  reply(to: EntryId, text: string, by: NamedPerson): void
  resolve(id: EntryId, by: string): void
  reopen(id: EntryId, by: string): void
  /** Says that the words were cut out and set in elsewhere. */
  move(id: EntryId, anchor: Anchor): void
  observe(onChange: () => void): () => void
}

export const openComments = (comments: readonly Comment[]): Comment[] => comments.filter(({ resolved }) => !resolved)

type Kind<K extends CommentEntry['kind']> = Extract<CommentEntry, { kind: K }>

/** Where a comment's words stand or stood, newest first. */
const anchorsIn = ({ id, anchor }: Kind<'comment'>, all: readonly CommentEntry[]): Anchor[] => [
  ...all.flatMap((each) => (each.kind === 'moved' && each.to === id ? each.anchor : [])).toReversed(),
  anchor,
]

export function commentsOn(doc: Y.Doc, name: string, effects: Effects): Comments {
  const note = doc.getXmlFragment(name)
  const map = doc.getMap<unknown>(`${name}:comments`)

  const entries = () => datedEntries(map, commentEntry, mostCommentEntries)
  const stateOf = (id: EntryId): Register<CommentState> =>
    register(doc.getMap(`${name}:comment:${id}`), z.enum(['open', 'resolved']), effects)

  /** What the newest of a comment's anchors that still holds letters holds. */
  function standing(comment: Kind<'comment'>, all: readonly CommentEntry[]): { text: string; at: number } {
    for (const anchor of anchorsIn(comment, all)) {
      const found = anchored(note, anchor)
      if (found.text !== '') return found
    }
    return { text: '', at: Infinity }
  }

  function resolvedBy(id: EntryId): Comment['resolved'] {
    // Resolved by one and reopened by another while apart: it is open, so that nobody's point is lost.
    const held = stateOf(id).read()
    return held.kind === 'one' && held.value === 'resolved' ? { by: held.by, at: held.at } : undefined
  }

  function put(entry: CommentEntry): void {
    if (map.size >= mostCommentEntries) throw full()
    map.set(entry.id, commentEntry.parse(entry))
  }
  const fresh = () => ({ id: newId(entryId, effects.random), at: instantOf(effects.clock()) })

  return {
    list() {
      const all = entries()
      return all
        .flatMap((each) => (each.kind === 'comment' ? { each, stands: standing(each, all) } : []))
        .toSorted((a, b) => (a.stands.at === b.stands.at ? 0 : a.stands.at - b.stands.at))
        .map(({ each: { id, text, by, at, quote }, stands }) => ({
          id,
          text,
          by,
          at,
          quote,
          standing: stands.text.slice(0, longestQuote),
          replies: all.flatMap((reply) => (reply.kind === 'reply' && reply.to === id ? { id: reply.id, text: reply.text, by: reply.by, at: reply.at } : [])),
          resolved: resolvedBy(id),
        }))
    },
    anchorsOf(id) {
      const all = entries()
      const comment = all.find((each): each is Kind<'comment'> => each.kind === 'comment' && each.id === id)
      return comment ? anchorsIn(comment, all) : []
    },
    add(anchor, text, by) {
      const own = fresh()
      put({ kind: 'comment', ...own, text, by, quote: anchored(note, anchor).text.slice(0, longestQuote), anchor })
      return own.id
    },
    reply: (to, text, by) => put({ kind: 'reply', ...fresh(), to, text, by }),
    resolve: (id, by) => stateOf(id).write('resolved', by),
    reopen: (id, by) => stateOf(id).write('open', by),
    move: (id, anchor) => put({ kind: 'moved', ...fresh(), to: id, anchor }),
    observe(onChange) {
      doc.on('update', onChange)
      return () => doc.off('update', onChange)
    },
  }
}

function full(): ProblemError {
  return new ProblemError({
    code: 'comments-full',
    happened: `This note holds as many comments and replies as it can (${mostCommentEntries.toLocaleString('en-GB')}).`,
    kept: 'Every comment that is there stays; what you wrote just now is still in the field.',
    todo: 'Write it into the note itself.',
  })
}

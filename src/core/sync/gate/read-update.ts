import { carefulReader, type CarefulReader } from './careful-reader.ts'
import { updateLimits as limits } from './limits.ts'
import { Refused } from './verdict.ts'

/** The clocks that a change writes under one Yjs client: from the first up to, and not with, the last. */
export interface Written {
  readonly from: number
  readonly to: number
}

/** What a change would do, read without doing it. */
export interface UpdateSummary {
  readonly parts: number
  readonly writes: ReadonlyMap<number, Written>
  /** By client, one past the last clock that must be there before the change can be made. */
  readonly needs: ReadonlyMap<number, number>
  /** Whether something in the middle is left out. */
  readonly broken: boolean
}

/** What the documents of this project may hold; anything else was not written by this app. */
export interface ContentRules {
  /** Kinds of node that a note can hold. */
  readonly nodeNames: ReadonlySet<string>
  /** Whether the top-level type of this name is a note. */
  readonly holdsNote: (root: string) => boolean
}

/** Kinds of content, by their number in Yjs's first encoding. Its JSON, bytes, embedded and nested documents have no use here. */
const content = { removed: 1, text: 4, format: 6, type: 7, values: 8 } as const
/** Shared types by number: array, map, text, element, fragment, (hook,) text within an element. */
const types = { array: 0, map: 1, text: 2, element: 3, fragment: 4, xmlText: 6 } as const
const withNothing = 0
const skipped = 10

/**
 * Reads a change (Yjs, first encoding) from end to end and makes nothing of it: Yjs itself makes room for as many parts
 * as seven bytes can promise, before it looks whether they are there.
 * @throws {Refused} where it is malformed, holds what no document of ours does, or is over a limit.
 */
export function readUpdate(update: Uint8Array, rules: ContentRules): UpdateSummary {
  if (update.length > limits.bytes) throw new Refused('too-large')
  const reader = carefulReader(update)
  const writes = new Map<number, Written>()
  const needs = new Map<number, number>()
  let parts = 0
  let broken = false

  const count = (more: number): void => {
    parts += more
    if (parts > limits.parts) throw new Refused('too-many-parts')
  }
  const need = (client: number, upTo: number): void => {
    if (upTo > Number.MAX_SAFE_INTEGER) throw new Refused('unreadable')
    if (upTo > (needs.get(client) ?? 0)) needs.set(client, upTo)
  }
  const needThere = (): void => need(reader.uint(), reader.uint() + 1)

  function writer(count: number): number {
    if (count > limits.writers) throw new Refused('too-many-parts')
    return reader.uint()
  }

  const writers = reader.uint()
  for (let each = 0; each < writers; each += 1) {
    const pieces = reader.uint()
    const client = writer(writers)
    const from = reader.uint()
    if (writes.has(client) || pieces === 0) throw new Refused('unreadable')
    let clock = from
    for (let piece = 0; piece < pieces; piece += 1) {
      count(1)
      const info = reader.byte()
      const kind = info & 31
      if (kind === skipped) broken = true
      const length = kind === withNothing || kind === skipped ? reader.uint() : readItem(info, kind)
      clock += length
      if (length === 0 || clock > Number.MAX_SAFE_INTEGER) throw new Refused('unreadable')
    }
    writes.set(client, { from, to: clock })
  }

  function readItem(info: number, kind: number): number {
    const hasLeft = (info & 128) !== 0
    const hasRight = (info & 64) !== 0
    if (hasLeft) needThere()
    if (hasRight) needThere()
    if (!hasLeft && !hasRight) {
      if (reader.uint() === 1) reader.text(limits.name)
      else needThere()
      if ((info & 32) !== 0) reader.text(limits.name)
    }
    return readContent(reader, kind, rules, count)
  }

  const removers = reader.uint()
  for (let each = 0; each < removers; each += 1) {
    const client = writer(removers)
    for (let ranges = reader.uint(); ranges > 0; ranges -= 1) {
      count(1)
      need(client, reader.uint() + reader.uint())
    }
  }
  if (reader.left() > 0) throw new Refused('unreadable')
  return { parts, writes, needs, broken }
}

/** @returns how many clocks it takes. */
function readContent(reader: CarefulReader, kind: number, { nodeNames }: ContentRules, count: (more: number) => void): number {
  switch (kind) {
    case content.removed:
      return reader.uint()
    case content.text:
      return reader.text(limits.bytes).length
    case content.format:
      reader.text(limits.name)
      checkFormat(reader.text(limits.format))
      return 1
    case content.type: {
      const type = reader.uint()
      if (type === types.element) {
        if (!nodeNames.has(reader.text(limits.name))) throw new Refused('foreign-content')
      } else if (!Object.values<number>(types).includes(type)) throw new Refused('foreign-content')
      return 1
    }
    case content.values: {
      const length = reader.uint()
      for (let each = 0; each < length; each += 1) count(reader.skipValue(limits.valueDepth))
      return length
    }
    default:
      throw new Refused(kind === 2 || kind === 3 || kind === 5 || kind === 9 ? 'foreign-content' : 'unreadable')
  }
}

function checkFormat(text: string): void {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Refused('unreadable')
  }
  if (depthOf(value) > limits.valueDepth) throw new Refused('too-deep')
}

/** Levels of a JSON value, counted without recursion: its depth is what is in doubt. */
export function depthOf(value: unknown): number {
  let depth = 0
  let level: unknown[] = [value]
  while (level.length > 0) {
    depth += 1
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
  }
  return depth
}

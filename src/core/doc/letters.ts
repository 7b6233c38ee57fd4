import * as Y from 'yjs'
import type { Letters } from '../model/suggestion.ts'

/** A place in a shared text, as Yjs gives it: a type and how many letters or nodes of it stand before. */
export type Place = Pick<Y.AbsolutePosition, 'type' | 'index'>

/** Letters that stand side by side in one text. */
export interface Stretch {
  readonly type: Y.XmlText
  readonly index: number
  readonly text: string
  readonly letters: Letters[number]
}

function textsOf(type: Y.XmlFragment): Y.XmlText[] {
  const children: (Y.XmlElement | Y.XmlText | Y.XmlHook)[] = type.toArray()
  return children.flatMap((child) => (child instanceof Y.XmlText ? child : child instanceof Y.XmlElement ? textsOf(child) : []))
}

/** Every letter of a text that stands, in stretches of one writer's. */
function stretchesOf(type: Y.XmlText): Stretch[] {
  const found: Stretch[] = []
  let index = 0
  const { _start: first } = type
  for (let item = first; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    const { client, clock } = item.id
    if (item.content instanceof Y.ContentString) found.push({ type, index, text: item.content.str, letters: { client, clock, length: item.length } })
    index += item.length
  }
  return found
}

const part = ({ type, index, text, letters: { client, clock } }: Stretch, from: number, to: number): Stretch => ({
  type,
  index: index + from,
  text: text.slice(from, to),
  letters: { client, clock: clock + from, length: to - from },
})

/** Each letter named once, whatever a peer wrote: nothing is taken out twice. */
function once(wanted: Letters): Letters {
  const runs: Letters = []
  for (const { client, clock, length } of wanted.toSorted((a, b) => a.client - b.client || a.clock - b.clock)) {
    const last = runs.at(-1)
    if (last && last.client === client && clock <= last.clock + last.length) last.length = Math.max(last.length, clock + length - last.clock)
    else runs.push({ client, clock, length })
  }
  return runs
}

/** Those of the letters that stand in a note, each once and in its order. */
export function standingLetters(note: Y.XmlFragment, named: Letters): Stretch[] {
  if (named.length === 0) return []
  const wanted = once(named)
  return textsOf(note)
    .flatMap(stretchesOf)
    .flatMap((stretch) => {
      const { client, clock, length } = stretch.letters
      return wanted
        .filter((run) => run.client === client)
        .map((run) => [Math.max(run.clock - clock, 0), Math.min(run.clock + run.length - clock, length)] as const)
        .filter(([from, to]) => from < to)
        .toSorted(([a], [b]) => a - b)
        .map(([from, to]) => part(stretch, from, to))
    })
}

/** The letters of a note from one place up to another, in its order. */
export function lettersBetween(note: Y.XmlFragment, start: Place, end: Place): Stretch[] {
  const all = textsOf(note)
  const [first, last] = [start, end].map(({ type }) => all.findIndex((each) => each === type))
  if (first === undefined || last === undefined || first < 0 || last < 0) return []
  return all.slice(first, last + 1).flatMap((type, at) => {
    const from = at === 0 ? start.index : 0
    const to = at === last - first ? end.index : Infinity
    return stretchesOf(type).flatMap((stretch) => {
      const [begin, stop] = [Math.max(from - stretch.index, 0), Math.min(to - stretch.index, stretch.text.length)]
      return begin < stop ? part(stretch, begin, stop) : []
    })
  })
}

/** The letters' names, side by side as one. */
export function namesOf(stretches: readonly Stretch[]): Letters {
  const runs: Letters = []
  for (const { letters } of stretches) {
    const last = runs.at(-1)
    if (last && last.client === letters.client && last.clock + last.length === letters.clock) last.length += letters.length
    else runs.push({ ...letters })
  }
  return runs
}

/** Whether these letters are some of those, in their order. */
export function areWithin(some: string, all: string): boolean {
  let at = 0
  for (const letter of all) if (at < some.length && some.startsWith(letter, at)) at += letter.length
  return at === some.length
}

export const wordsOf = (stretches: readonly Stretch[]): string => stretches.map(({ text }) => text).join('')

/** Takes exactly these letters out: whatever was written between them stays. */
export function takeOut(stretches: readonly Stretch[]): void {
  for (const { type, index, text } of stretches.toReversed()) type.delete(index, text.length)
}

/** Under which names an undo on this device has brought letters back. */
export function broughtBack(doc: Y.Doc, wanted: Letters): Letters {
  const found: Letters = []
  for (const { client, clock, length } of wanted) {
    for (let next = clock; next < clock + length; next += 1) {
      const name = nameNow(doc, Y.createID(client, next))
      const last = found.at(-1)
      if (last && last.client === name.client && last.clock + last.length === name.clock) last.length += 1
      else found.push({ client: name.client, clock: name.clock, length: 1 })
    }
  }
  return found
}

function nameNow(doc: Y.Doc, name: Y.ID): Y.ID {
  let now = name
  // A peer may have named letters that nobody has written.
  while (Y.getState(doc.store, now.client) > now.clock) {
    const item: Y.Item | Y.GC = Y.getItem(doc.store, now)
    if (!(item instanceof Y.Item) || item.redone === null) return now
    now = Y.createID(item.redone.client, item.redone.clock + now.clock - item.id.clock)
  }
  return now
}

import * as Y from 'yjs'
import { carefulReader } from './careful-reader.ts'
import { typingLimits as limits } from './limits.ts'
import { mayWrite, type Writers } from './staging.ts'
import { Refused } from './verdict.ts'

/** How Yjs's first encoding begins a piece of text that stands behind another one, before one, or between two. */
const kinds = { text: 4, hasLeft: 128, hasRight: 64 } as const

type Place = readonly [client: number, clock: number]

/** One stretch of text that somebody writes beside other text. */
interface Stretch {
  readonly client: number
  readonly from: number
  readonly to: number
  readonly beside: readonly Place[]
}

/**
 * How far the sender has written by a change that is plain typing: a few letters of the sender's own, beside others in a
 * text that is here. It makes nothing but letters where letters are, so that trying it on a copy first would find nothing,
 * and the copy is spared for what comes on every key. Undefined of any other change, which is to be examined.
 */
export function plainTyping(doc: Y.Doc, update: Uint8Array, writers: Writers): number | undefined {
  const stretch = readStretch(update)
  if (!stretch) return undefined
  const { client, from, to, beside } = stretch
  const here = (of: number): number => Y.getState(doc.store, of)
  if (client !== writers.sender || client === writers.own[0] || from !== here(client)) return undefined
  if (!mayWrite({ writes: new Map([[client, { from, to }]]) }, here, writers)) return undefined
  const texts = new Set(beside.map((place) => textAt(doc, place)))
  return texts.size === 1 && !texts.has(undefined) ? to : undefined
}

/** The text in which a letter stands that is here. */
function textAt(doc: Y.Doc, [client, clock]: Place): Y.Text | undefined {
  if (clock >= Y.getState(doc.store, client)) return undefined
  const item = Y.getItem(doc.store, Y.createID(client, clock))
  return item instanceof Y.Item && item.parentSub === null && item.parent instanceof Y.Text ? item.parent : undefined
}

function readStretch(update: Uint8Array): Stretch | undefined {
  if (update.length > limits.bytes) return undefined
  try {
    const reader = carefulReader(update)
    const place = (): Place => [reader.uint(), reader.uint()]
    if (reader.uint() !== 1 || reader.uint() !== 1) return undefined
    const [client, from] = place()
    const info = reader.byte()
    if ((info & 63) !== kinds.text) return undefined
    const beside = [kinds.hasLeft, kinds.hasRight].filter((side) => (info & side) !== 0).map(place)
    const to = from + reader.text(limits.bytes).length
    const removers = reader.uint()
    return beside.length > 0 && to > from && to <= Number.MAX_SAFE_INTEGER && removers === 0 && reader.left() === 0 ? { client, from, to, beside } : undefined
  } catch (error) {
    if (error instanceof Refused) return undefined
    throw error
  }
}

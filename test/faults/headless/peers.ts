import { createRequire } from 'node:module'
import type { WebrtcInNode } from './seat.ts'
import type { HeadlessTypist } from './typist.ts'

/** Bundled, and run as a process of its own: participants without a window, over the app's own transport. */

export interface Order {
  readonly id: number
  /** Which of those who sit in this process. */
  readonly seat: number
  readonly call: keyof HeadlessTypist
  readonly args: readonly unknown[]
}

const [root = '', description, ...seats] = process.argv.slice(2)
const load = createRequire(root)
const classes: WebrtcInNode = load('@roamhq/wrtc')
const { WebSocket: socket }: { readonly WebSocket: typeof WebSocket } = load('ws')
Object.assign(globalThis, { WebSocket: socket })

/** Where Yjs notes that it is here: it warns of a second one, whose objects it would not know. Here nobody sees another's. */
const noteOfYjs = '__ $YJS$ __'
const typists: HeadlessTypist[] = []
for (const [index, seat] of seats.entries()) {
  Reflect.deleteProperty(globalThis, noteOfYjs)
  const { sit }: typeof import('./seat.ts') = await import(/* @vite-ignore */ new URL(`seat.mjs?${index}`, import.meta.url).href)
  typists.push(await sit({ classes, seat, description: description === 'shown late' || description === 'not waited for' ? description : 'as it is' }))
}

process.on('message', ({ id, seat, call, args }: Order) => {
  const answer = (reply: object): unknown => process.send?.({ id, ...reply })
  const typist = typists[seat]
  if (!typist) throw new Error('nobody sits there')
  Promise.resolve(Reflect.apply(typist[call], undefined, args)).then(
    (value: unknown) => answer({ value }),
    (error: unknown) => answer({ refused: String(error) }),
  )
})
process.on('disconnect', () => process.exit())
process.send?.({ id: -1 })

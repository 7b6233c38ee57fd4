import { z } from 'zod'
import { staging, type Staging, type Writers } from './staging.ts'
import type { ContentRules } from './read-update.ts'
import { refusalReasons, type Verdict } from './verdict.ts'

/** One document, as the gate's two sides call it. */
export type GateRoom = number

/** What the side with the real documents asks of the side with their copies. */
export type GateRequest =
  | {
      readonly kind: 'check'
      readonly room: GateRoom
      readonly update: Uint8Array
      readonly writers: Writers
      /** The whole document, where the copy has to start over. */
      readonly state?: Uint8Array | undefined
    }
  | { readonly kind: 'keep-up'; readonly room: GateRoom; readonly updates: readonly Uint8Array[] }
  | { readonly kind: 'close'; readonly room: GateRoom }

/** `whole`: whether the copy may be kept up with, or has to start over before the next check. */
export interface GateReply {
  readonly verdict: Verdict
  readonly whole: boolean
}

export const gateReply: z.ZodType<GateReply> = z.object({
  verdict: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('sound'), wrote: z.number() }),
    z.object({ kind: z.literal('gap'), wrote: z.number(), awaits: z.tuple([z.number(), z.number()]).optional() }),
    z.object({ kind: z.literal('refused'), because: z.enum(refusalReasons) }),
  ]),
  whole: z.boolean(),
})

/** Holds the copies of the documents and tries changes on them. The same code here, in a worker and in a test. */
export function gateDesk(rules: ContentRules): (request: GateRequest) => GateReply | undefined {
  const copies = new Map<GateRoom, Staging>()

  function copyOf(room: GateRoom): Staging {
    const known = copies.get(room)
    if (known) return known
    const made = staging(rules)
    copies.set(room, made)
    return made
  }

  return (request) => {
    switch (request.kind) {
      case 'check': {
        const copy = copyOf(request.room)
        if (request.state) copy.load(request.state)
        const verdict = copy.check(request.update, request.writers)
        return { verdict, whole: copy.whole() }
      }
      case 'keep-up':
        for (const update of request.updates) copies.get(request.room)?.keepUp(update)
        return undefined
      case 'close':
        copies.delete(request.room)
        return undefined
    }
  }
}

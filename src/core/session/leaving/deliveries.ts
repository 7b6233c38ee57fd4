import type { FhirAnswer } from '../../model/fhir-answer.ts'
import { instantOf } from '../../model/dates.ts'
import { addendumId, entryId, newId, type EntryId, type OutcomeId } from '../../model/ids.ts'
import type { Delivery, RecordServer } from '../../model/leaving.ts'
import type { Observable } from '../../model/observable.ts'
import { problemOf } from '../../model/problem.ts'
import { digestOf } from '../../record/digest.ts'
import { optionalSections, type OptionalSection } from '../../record/leaving/extract.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { tryEach } from '../try-each.ts'
import { noteDisclosure } from './disclosures.ts'
import type { MadeFile } from './leaving.ts'
import { noServer } from './problems.ts'
import { extractNow, fhirOf, type SharingParts } from './sharing.ts'

export interface DeliveryParts extends SharingParts {
  readonly network: Observable<boolean>
  deliveries(): readonly Delivery[]
  server(): RecordServer | undefined
}

/** Outcomes on their way to the record system, for as long as the desk is open. */
export interface DeliveryDesk {
  /** @throws {ProblemError} `no-server`, `no-outcome` */
  deliver(outcome: OutcomeId, sections: readonly OptionalSection[]): Promise<void>
  tryAgain(id: EntryId): Promise<void>
  takeBack(id: EntryId): Promise<void>
  /** Sends what is due now. */
  drain(): Promise<void>
  /** Sends nothing more; an answer that is still on its way is asked for again the next time. */
  rest(): void
  goOn(): Promise<void>
}

const firstWait = 30_000
const longestWait = 3_600_000

/** Milliseconds until the next try: twice as long each time up to an hour, and never sooner than the server asks. */
export const waitAfter = (tries: number, afterSeconds: number): number =>
  Math.max(Math.min(longestWait, firstWait * 2 ** Math.max(0, tries - 1)), afterSeconds * 1000)

type Waiting = Delivery & { readonly state: Extract<Delivery['state'], { kind: 'waiting' }> }
const isPending = ({ state }: Delivery): boolean => state.kind === 'waiting' || state.kind === 'refused'
const isNotReceived = ({ state }: Delivery): boolean => state.kind !== 'received'
const isWaiting = (each: Delivery): each is Waiting => each.state.kind === 'waiting'

export function deliveryDesk(parts: DeliveryParts): DeliveryDesk {
  const { vault, effects, network } = parts
  let timer: ReturnType<typeof setTimeout> | undefined
  let resting = false

  /** Writes only where what is stored by now is as `over` asks: it may have been taken back meanwhile, here or in another window. */
  async function put(delivery: Delivery, state: Delivery['state'], over: (now: Delivery) => boolean): Promise<void> {
    await vault.deliveries.change([delivery.id], (now = delivery) => (over(now) ? { ...now, state } : undefined))
    await parts.refresh()
  }

  const start = (delivery: Delivery): Promise<void> => put(delivery, { kind: 'waiting', tries: 0, notBefore: 0, said: '' }, isPending)

  async function send(delivery: Waiting): Promise<void> {
    const { server, outcome: id, state } = delivery
    const now = parts.server()
    if (!now || now.base !== server.base) {
      const said = `${server.name} is not the record system that is set any more. Take it back, or set it again under Settings.`
      return put(delivery, { ...state, tries: state.tries + 1, notBefore: effects.clock() + longestWait, said }, isWaiting)
    }
    const file = await documentOf(delivery)
    const document = identifierIn(file.content)
    const asStored = await vault.deliveries.get(delivery.id)
    if (!asStored || !isWaiting(asStored)) return parts.refresh()
    const answer = await offer(now, document, file.content)
    if (resting) return
    if (answer.kind === 'refused') return put(delivery, { kind: 'refused', at: instantOf(effects.clock()), said: answer.said }, isWaiting)
    if (answer.kind === 'later') return wait(delivery, answer.said, answer.afterSeconds)
    const { location, etag, hadIt } = answer
    // Noted first: cut off in between, it is offered again, the server says that it has it, and nothing is noted twice.
    await noteDisclosure(parts, {
      id: addendumId.parse((await digestOf('mdt-huddle/delivery/v1\n', `${delivery.id}\n${document}`)).slice(0, 32)),
      outcome: id,
      person: delivery.person,
      what: 'outcome',
      to: { kind: 'record-system', name: server.name },
      way: `to its FHIR server, ${server.base}`.slice(0, 300),
      allowedBy: 'holds the record',
      files: [file],
    })
    await put(delivery, { kind: 'received', receipt: { at: instantOf(effects.clock()), document, location, etag, hadIt } }, isNotReceived)
  }

  async function wait(delivery: Waiting, said: string, afterSeconds: number): Promise<void> {
    const tries = delivery.state.tries + 1
    await put(delivery, { kind: 'waiting', tries, notBefore: effects.clock() + waitAfter(tries, afterSeconds), said }, isWaiting)
  }

  /** What this device itself cannot send waits too, and says why. */
  async function trySending(delivery: Waiting): Promise<void> {
    try {
      await send(delivery)
    } catch (error) {
      await wait(delivery, problemOf(error).happened, 0)
      throw error
    }
  }

  /** The document as it would go now. */
  function documentOf({ outcome: id, sections }: Pick<Delivery, 'outcome' | 'sections'>): Promise<MadeFile> {
    const filed = parts.outcome(id)
    const chosen = optionalSections.filter((key) => sections.includes(key))
    return fhirOf(extractNow(parts, filed, chosen), filed.payload)
  }

  async function offer({ base, token }: RecordServer, identifier: string, document: Uint8Array): Promise<FhirAnswer> {
    try {
      return await parts.host.call('fhir.create', { base, token, identifier, document })
    } catch (error) {
      const { code, happened, todo } = problemOf(error)
      if (code === 'server-address-refused') return { kind: 'refused', said: [happened, todo] }
      return { kind: 'later', said: happened, afterSeconds: 0 }
    }
  }

  const drain = oneAtATime(async () => {
    try {
      await tryEach(parts.deliveries().filter(isWaiting), async ({ id }) => {
        const current = parts.deliveries().find((each) => each.id === id)
        if (resting || !network.get()) return
        if (current && isWaiting(current) && current.state.notBefore <= effects.clock()) await trySending(current)
      })
    } catch (error) {
      plan(firstWait)
      throw error
    }
    plan(0)
  })

  /** Comes back when the next one is due. @param least milliseconds until then, at least */
  function plan(least: number): void {
    clearTimeout(timer)
    const due = parts.deliveries().filter(isWaiting).map(({ state }) => state.notBefore)
    if (resting || due.length === 0 || !network.get()) return
    timer = setTimeout(() => void drain().catch(parts.report), Math.min(longestWait, Math.max(least, Math.min(...due) - effects.clock())))
  }

  /** Whatever waited for the network has waited long enough. */
  async function backOnline(): Promise<void> {
    if (!network.get()) return plan(0)
    for (const each of parts.deliveries().filter(isWaiting)) await put(each, { ...each.state, notBefore: 0 }, isWaiting)
    await drain()
  }
  const watch = (): (() => void) => network.subscribe(() => void backOnline().catch(parts.report))
  let stopWatching = watch()

  return {
    drain,
    async deliver(outcome, sections) {
      const server = parts.server()
      if (!server) throw noServer()
      const { outcome: said } = parts.outcome(outcome)
      const wanted = optionalSections.filter((key) => sections.includes(key))
      const document = identifierIn((await documentOf({ outcome, sections: wanted })).content)
      const earlier = parts.deliveries().filter((each) => each.outcome === outcome && each.server.base === server.base)
      if (earlier.some(({ state }) => state.kind === 'received' && state.receipt.document === document)) return
      const known = earlier.find((each) => each.sections.join() === wanted.join() && isPending(each))
      if (known) await start(known)
      else
        await start({
          id: newId(entryId, effects.random),
          outcome,
          person: said.person.id,
          server: { name: server.name, base: server.base },
          sections: wanted,
          by: parts.profile.get().card.name,
          at: instantOf(effects.clock()),
          state: { kind: 'waiting', tries: 0, notBefore: 0, said: '' },
        })
      await drain()
    },
    async tryAgain(id) {
      const known = parts.deliveries().find((each) => each.id === id)
      if (!known || !isPending(known)) return
      await start(known)
      await drain()
    },
    async takeBack(id) {
      const known = parts.deliveries().find((each) => each.id === id)
      if (!known || !isPending(known)) return
      await put(known, { kind: 'taken-back', at: instantOf(effects.clock()) }, isPending)
    },
    rest() {
      resting = true
      clearTimeout(timer)
      stopWatching()
    },
    async goOn() {
      if (!resting) return
      resting = false
      stopWatching = watch()
      await drain()
    },
  }
}

/** The identifier that the document carries: what a server tells one document from another by. */
function identifierIn(document: Uint8Array): string {
  const bundle: unknown = JSON.parse(new TextDecoder().decode(document))
  const identifier: unknown = typeof bundle === 'object' && bundle !== null && 'identifier' in bundle ? bundle.identifier : undefined
  return typeof identifier === 'object' && identifier !== null && 'value' in identifier && typeof identifier.value === 'string' ? identifier.value : ''
}

import { toBase64url, utf8 } from '../../model/bytes.ts'
import type { Clock, RandomBytes } from '../../model/effects.ts'
import type { DeviceId, PersonId } from '../../model/ids.ts'
import type { StaffCard } from '../../model/team.ts'
import { budget } from '../budget.ts'
import type { Converse, Correspondent, Conversation } from '../conversation.ts'
import { asManyAsFit, exchangeWith } from './exchange.ts'
import { catchUpLimits as limits } from './limits.ts'
import { catchUpProtocol, readCatchUp, writeCatchUp, type CatchUpHead } from './messages.ts'
import type { Shelf } from './shelf.ts'

/** What a colleague's device has brought of one person. */
export interface Brought {
  readonly person: PersonId
  readonly from: StaffCard
  /** Whether their document says more than before. */
  readonly plan: boolean
  /** Outcomes that were not here at all. */
  readonly outcomes: number
}

export interface CatchUpParts {
  readonly shelf: Shelf
  readonly clock: Clock
  readonly random: RandomBytes
  /** A digest, base64url, keyed by what only members of the team hold. */
  readonly mac: (bytes: Uint8Array) => Promise<string>
  readonly brought: (news: Brought) => Promise<void>
  /** Something that came was set aside: a sentence that says whose, what and why. */
  readonly amiss: (sentence: string) => void
  /** A fault at this device: nothing more is exchanged with this colleague until the two meet anew, in a while. */
  readonly failed: (error: unknown) => void
}

/**
 * How any two devices of a team bring each other up to date, in a huddle or outside one, over the one connection that
 * they have. Each says of whom it can tell the other, as a tag that only these two can read and a digest of all that it
 * holds of them. Where the digests are equal nothing more is said. Where they differ, or the person is not held, the one
 * that lacks asks: with a state vector for the document, and the digests of the papers that it has. It is given what it
 * lacks and no more, and asks for the next person only when it has taken that in: so no more is ever under way than one
 * person's, however much there is and however slow the network.
 *
 * Who may hold whom is for the shelf to say, at both ends and once more for each answer. Every change of a document
 * passes the update gate as a live one does; papers are checked before they are kept. One that does not hold is named
 * and set aside, and the rest goes on. What is taken in changes what is held, so it is told on to whoever else is here.
 */
export function catchUp(parts: CatchUpParts): Converse {
  const waits = new Map<DeviceId, number>()
  return (other) => conversation(parts, other, waits)
}

interface Asked {
  readonly tag: string
  /** Undefined for somebody who is not held here. */
  readonly person: PersonId | undefined
  readonly timer: ReturnType<typeof setTimeout>
}

/** @param waits how long to wait after the next fault at this device, for each colleague's device */
function conversation(parts: CatchUpParts, other: Correspondent, waits: Map<DeviceId, number>): Conversation {
  const { shelf } = parts
  const documents = exchangeWith(other, parts)
  const nonce = toBase64url(parts.random(32))
  const mayAsk = budget(parts.clock, limits.perSecond, limits.atOnce)
  /** Whom this device may tell the other of, by tag. */
  let held = new Map<string, { readonly person: PersonId; readonly digest: string }>()
  const told = new Map<string, string>()
  const theirs = new Map<string, string>()
  /** The digest for which each was asked last: nothing is asked for twice in vain. */
  const askedFor = new Map<string, string>()
  const wanted = new Set<string>()
  let greeting: string | undefined
  let asked: Asked | undefined
  /** Whom an answer was waited for too long, who may come yet. */
  const givenUp = new Map<string, PersonId | undefined>()
  let again: ReturnType<typeof setTimeout> | undefined
  let faults = 0
  let waiting = 0
  let over = false
  let turn: Promise<void> = Promise.resolve()

  function inTurn(step: () => Promise<void>): void {
    turn = turn
      .then(() => (over ? undefined : step()))
      .catch((error: unknown) => {
        if (over) return
        end()
        meetAnewInAWhile()
        parts.failed(error)
      })
  }
  function say(said: CatchUpHead, bytes?: Uint8Array): void {
    if (!over) other.send(writeCatchUp(said, bytes))
  }
  function end(): void {
    over = true
    clearTimeout(asked?.timer)
    stopWatching()
  }
  /** Of what was said until now nobody knows what became of it, so the two begin at the beginning. */
  function meetAnewInAWhile(): void {
    const { device } = other.card
    const wait = waits.get(device) ?? limits.meetAgainAfter
    waits.set(device, Math.min(wait * 2, limits.meetAgainAtMost))
    again = setTimeout(other.meetAnew, wait)
  }
  /** A device that keeps sending what is no part of this is listened to no longer. */
  function fault(): void {
    faults += 1
    if (faults > limits.amiss) listenNoLonger()
  }
  function listenNoLonger(): void {
    end()
    parts.amiss(`${other.card.name}’s device said what is no part of catching up, so this computer exchanges nothing with it until the two connect again.`)
  }
  const tagOf = (person: PersonId): Promise<string> => parts.mac(utf8.encode(JSON.stringify([greeting, person])))

  async function lookAgain(): Promise<void> {
    const now = await Promise.all((await shelf.held(other.card)).slice(0, limits.rows).map(async (each) => [await tagOf(each.person), each] as const))
    held = new Map(now)
  }

  /** Says what the other one has not been told yet, and does not hold itself as far as it has said. */
  async function tell(): Promise<void> {
    await lookAgain()
    const rows = [...held].flatMap(([tag, { digest }]) => (told.get(tag) === digest || (told.size > 0 && theirs.get(tag) === digest) ? [] : { tag, digest }))
    for (const { tag, digest } of rows) told.set(tag, digest)
    if (rows.length > 0) say({ say: 'have', rows })
  }

  async function hearHello({ protocol, nonce: others }: Extract<CatchUpHead, { say: 'hello' }>): Promise<void> {
    if (greeting !== undefined || others === nonce || protocol !== catchUpProtocol) return fault()
    greeting = JSON.stringify([nonce, others].toSorted())
    await tell()
  }

  async function hearHave({ rows }: Extract<CatchUpHead, { say: 'have' }>): Promise<void> {
    const shut = new Set(await Promise.all((await shelf.closed(other.card)).map(tagOf)))
    for (const { tag, digest } of rows) {
      if (theirs.size >= limits.rows && !theirs.has(tag)) return fault()
      theirs.set(tag, digest)
      if (!shut.has(tag) && held.get(tag)?.digest !== digest && askedFor.get(tag) !== digest) wanted.add(tag)
    }
    await askNext()
  }

  async function askNext(): Promise<void> {
    const [tag] = wanted
    if (asked || tag === undefined || over) return
    wanted.delete(tag)
    askedFor.set(tag, theirs.get(tag) ?? '')
    const person = held.get(tag)?.person
    const { stateVector, papers } = person ? await documents.holdingsOf(person) : { stateVector: undefined, papers: [] }
    const timer = setTimeout(() => inTurn(() => giveUp(tag)), limits.answerWithin)
    asked = { tag, person, timer }
    say({ say: 'want', tag, papers: papers.map(({ digest }) => digest).slice(0, limits.rows) }, stateVector)
  }

  /** On to the next person; the answer is still taken in where it comes. */
  async function giveUp(tag: string): Promise<void> {
    if (asked?.tag === tag) givenUp.set(tag, asked.person)
    await goOn(tag)
  }

  /** On to the next person: this one was brought, is not to be had, or took too long. */
  async function goOn(tag: string): Promise<void> {
    if (asked?.tag !== tag) return
    clearTimeout(asked.timer)
    asked = undefined
    await askNext()
  }

  async function hearWant({ tag, papers: known }: Extract<CatchUpHead, { say: 'want' }>, stateVector: Uint8Array): Promise<void> {
    if (!mayAsk(1)) return fault()
    const person = held.get(tag)?.person
    if (!person || !(await shelf.may(person, other.card))) return say({ say: 'lack', tag })
    const update = await documents.changesSince(person, stateVector)
    if (!update) return fault()
    const lacked = (await shelf.papers(person)).filter(({ digest }) => !known.includes(digest))
    const papers = asManyAsFit(lacked)
    say({ say: 'bring', tag, person, papers, more: papers.length < lacked.length }, update)
  }

  async function hearBring({ tag, person, papers, more }: Extract<CatchUpHead, { say: 'bring' }>, update: Uint8Array): Promise<void> {
    const isLate = givenUp.has(tag)
    const expected = isLate ? givenUp.get(tag) : asked?.person
    if ((!isLate && asked?.tag !== tag) || (expected ?? person) !== person || (await tagOf(person)) !== tag) return fault()
    givenUp.delete(tag)
    if (await shelf.may(person, other.card)) {
      const kept = await shelf.take(person, papers, other.card)
      const plan = await documents.takeChanges(person, update)
      for (const each of kept.amiss) parts.amiss(each)
      if (plan || kept.outcomes > 0) await parts.brought({ person, from: other.card, plan, outcomes: kept.outcomes })
      waits.delete(other.card.device)
      await lookAgain()
      if (more && kept.papers > 0) wanted.add(tag)
    }
    await goOn(tag)
  }

  function take(said: CatchUpHead, bytes: Uint8Array): Promise<void> | void {
    if (said.say !== 'hello' && greeting === undefined) return fault()
    switch (said.say) {
      case 'hello':
        return hearHello(said)
      case 'have':
        return hearHave(said)
      case 'want':
        return hearWant(said, bytes)
      case 'bring':
        return hearBring(said, bytes)
      case 'lack':
        givenUp.delete(said.tag)
        return goOn(said.tag)
    }
  }

  const stopWatching = shelf.subscribe(() => inTurn(async () => (greeting === undefined ? undefined : tell())))
  queueMicrotask(() => say({ say: 'hello', protocol: catchUpProtocol, nonce }))
  return {
    hear(message) {
      waiting += 1
      if (waiting > limits.waiting) return over ? undefined : listenNoLonger()
      inTurn(async () => {
        waiting -= 1
        const read = readCatchUp(message)
        if (read) await take(read.head, read.bytes)
        else fault()
      })
    },
    end() {
      clearTimeout(again)
      if (!over) end()
    },
  }
}

import * as Y from 'yjs'
import { toBase64url, utf8 } from '../../model/bytes.ts'
import type { Clock, RandomBytes } from '../../model/effects.ts'
import type { PersonId } from '../../model/ids.ts'
import type { StaffCard } from '../../model/team.ts'
import { budget } from '../budget.ts'
import type { Converse, Correspondent, Conversation } from '../conversation.ts'
import type { Verdict } from '../gate/verdict.ts'
import { catchUpLimits as limits } from './limits.ts'
import { catchUpProtocol, readCatchUp, writeCatchUp, type CatchUpHead } from './messages.ts'
import type { Paper, Shelf } from './shelf.ts'

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
  /** A fault at this device: nothing more is exchanged with this colleague until the two meet again. */
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
  return (other) => conversation(parts, other)
}

interface Asked {
  readonly tag: string
  /** Undefined for somebody who is not held here. */
  readonly person: PersonId | undefined
  readonly timer: ReturnType<typeof setTimeout>
}

function conversation(parts: CatchUpParts, other: Correspondent): Conversation {
  const { shelf } = parts
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
  /** A device that keeps sending what is no part of this is listened to no longer. */
  function fault(): void {
    faults += 1
    if (faults > limits.amiss) end()
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
    const { stateVector, papers } = person ? await holdingsOf(person) : { stateVector: undefined, papers: [] }
    const timer = setTimeout(() => inTurn(() => goOn(tag)), limits.answerWithin)
    asked = { tag, person, timer }
    say({ say: 'want', tag, papers: papers.map(({ digest }) => digest).slice(0, limits.rows) }, stateVector)
  }

  /** On to the next person: this one was brought, is not to be had, or took too long. */
  async function goOn(tag: string): Promise<void> {
    if (asked?.tag !== tag) return
    clearTimeout(asked.timer)
    asked = undefined
    await askNext()
  }

  async function holdingsOf(person: PersonId): Promise<{ stateVector: Uint8Array; papers: readonly Paper[] }> {
    const opened = await shelf.open(person)
    const stateVector = Y.encodeStateVector(opened.doc)
    await opened.release()
    return { stateVector, papers: await shelf.papers(person) }
  }

  async function hearWant({ tag, papers: known }: Extract<CatchUpHead, { say: 'want' }>, stateVector: Uint8Array): Promise<void> {
    if (!mayAsk(1)) return fault()
    const person = held.get(tag)?.person
    if (!person || !(await shelf.may(person, other.card))) return say({ say: 'lack', tag })
    const update = await changesSince(person, stateVector)
    if (!update) return fault()
    const lacked = (await shelf.papers(person)).filter(({ digest }) => !known.includes(digest))
    const papers = asManyAsFit(lacked)
    say({ say: 'bring', tag, person, papers, more: papers.length < lacked.length }, update)
  }

  /** @returns undefined where the state vector is none. */
  async function changesSince(person: PersonId, stateVector: Uint8Array): Promise<Uint8Array | undefined> {
    const opened = await shelf.open(person)
    try {
      return Y.encodeStateAsUpdate(opened.doc, stateVector.length > 0 ? stateVector : undefined)
    } catch {
      return undefined
    } finally {
      await opened.release()
    }
  }

  async function hearBring({ tag, person, papers, more }: Extract<CatchUpHead, { say: 'bring' }>, update: Uint8Array): Promise<void> {
    if (asked?.tag !== tag || (asked.person ?? person) !== person || (await tagOf(person)) !== tag) return fault()
    if (await shelf.may(person, other.card)) {
      const kept = await shelf.take(person, papers, other.card)
      const plan = await takeChanges(person, update)
      for (const each of kept.amiss) parts.amiss(each)
      if (plan || kept.outcomes > 0) await parts.brought({ person, from: other.card, plan, outcomes: kept.outcomes })
      await lookAgain()
      if (more && kept.papers > 0) wanted.add(tag)
    }
    await goOn(tag)
  }

  /** @returns whether the document says more than before. */
  async function takeChanges(person: PersonId, update: Uint8Array): Promise<boolean> {
    const { doc, live, release } = await shelf.open(person)
    // Of a document that is open among colleagues, its room knows better than we who may write what in it.
    if (live) return release().then(() => false)
    const gate = other.gateTo(doc)
    let grown = false
    const onUpdate = (): void => void (grown = true)
    doc.on('update', onUpdate)
    try {
      const own = doc.clientID
      const verdict = await gate.pass(update, () => ({ sender: other.client, own: [own, Y.getState(doc.store, own)], shown: [] }), other)
      if (verdict.kind === 'refused') parts.amiss(refusedInWords(await shelf.nameOf(person), other.card, verdict))
      return grown
    } finally {
      doc.off('update', onUpdate)
      gate.close()
      await release()
    }
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
        return goOn(said.tag)
    }
  }

  const stopWatching = shelf.subscribe(() => inTurn(async () => (greeting === undefined ? undefined : tell())))
  queueMicrotask(() => say({ say: 'hello', protocol: catchUpProtocol, nonce }))
  return {
    hear(message) {
      waiting += 1
      if (waiting > limits.waiting) return end()
      inTurn(async () => {
        waiting -= 1
        const read = readCatchUp(message)
        if (read) await take(read.head, read.bytes)
        else fault()
      })
    },
    end: () => void (over || end()),
  }
}

/** At least one, whatever its size: it would never come otherwise. */
function asManyAsFit(papers: readonly Paper[]): string[] {
  let characters = 0
  const fits = papers.slice(0, limits.papers).filter(({ text }, index) => {
    characters += text.length
    return index === 0 || characters <= limits.papersAtOnce
  })
  return fits.map(({ text }) => text)
}

function refusedInWords(name: string, { name: colleague }: StaffCard, { because }: Extract<Verdict, { kind: 'refused' }>): string {
  const why = because === 'took-too-long' ? 'this computer took too long to examine it' : 'it is not what MDT Huddle writes'
  return `What ${colleague}’s device brought of the plan for ${name} was left out: ${why}. The plan here is as it was.`
}

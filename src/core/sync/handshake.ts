import * as sha256 from 'lib0/hash/sha256'
import { fromBase64url, toBase64url, utf8 } from '../model/bytes.ts'
import { toHex } from '../model/ids.ts'
import type { StaffCard } from '../model/team.ts'
import type { Writer, WriterCertificate } from '../model/writer.ts'
import type { NewChannel } from './channel.ts'
import {
  protocolVersion,
  readClaim,
  readHandshake,
  suite,
  writeHandshake,
  type HandshakeMessage,
  type HandshakeRefusal,
  type Hello,
  type Proof,
} from './handshake-messages.ts'
import type { Answer, Membership } from './member.ts'
import { writerIn, type RoomAddress } from './transport.ts'

/** How long each step may take, milliseconds; waiting to be let in is no step: people decide it. */
export const stepWithin = 10_000

/** Messages that may arrive while the last step is under way. */
const mostEarly = 64

export interface HandshakeParts extends Pick<NewChannel, 'first' | 'binding' | 'send'> {
  readonly address: RoomAddress
  readonly member: Membership
  /** The Yjs client under which this window writes in the room. */
  readonly client: number
  readonly schema: number
  /** Both have let each other in: from the next byte on the channel is the room's, and so is whatever came `early`. */
  readonly done: (peer: WriterCertificate, early: readonly Uint8Array<ArrayBuffer>[]) => void
  readonly waiting: () => void
  /** Ends the channel. `told`: the other side refused us, not we them. */
  readonly refused: (because: HandshakeRefusal, told: boolean, who: string | undefined) => void
}

export interface Handshake {
  /** Whether it waits for people, who take their time. */
  patient(): boolean
  hear(message: Uint8Array<ArrayBuffer>): void
  /** The channel has ended. */
  end(): void
}

/**
 * What passes before a byte of any document: both prove that they hold the room's secret and the key of the device that
 * their card names, over a digest of everything said so far and of the channel itself, so that nobody can stand in
 * between or say it again elsewhere. Whatever is unknown, missing or late refuses.
 */
export function handshake(parts: HandshakeParts): Handshake {
  const { address, member, first, send } = parts
  const { keys, door } = member
  const writer = (client: number): Writer => writerIn(address, client)
  const nonce = toBase64url(keys.random(32))
  const mine: Hello = { say: 'hello', protocol: protocolVersion, suite, schema: parts.schema, nonce }
  const mineSent = writeHandshake(mine)
  let transcript: Uint8Array | undefined
  let peer: WriterCertificate | undefined
  let theirPass = ''
  let given: Answer | undefined
  let taken = false
  let over = false
  let turn: Promise<void> = Promise.resolve()
  let shown = ''
  /** Once the other side has let us in and knows that we have let it in, it goes on at once. */
  let mayGoOn = false
  let theyDecide = false
  const early: Uint8Array<ArrayBuffer>[] = []
  const timer = setTimeout(() => refuse('too-slow'), stepWithin)
  const stopWatching = door.subscribe(() => inTurn(lookAgain))

  function inTurn(step: () => Promise<void>): void {
    turn = turn.then(() => (over ? undefined : step())).catch(() => refuse('garbled'))
  }
  function finish(): void {
    over = true
    clearTimeout(timer)
    stopWatching()
  }
  function refuse(because: HandshakeRefusal): void {
    if (over) return
    finish()
    send(writeHandshake({ say: 'no', because }))
    parts.refused(because, false, peer?.card.name)
  }
  function say(message: HandshakeMessage): void {
    if (!over) send(writeHandshake(message))
  }

  async function hearHello(theirs: Hello, bytes: Uint8Array): Promise<void> {
    if (theirs.protocol !== protocolVersion) return refuse('other-version')
    if (theirs.suite !== suite) return refuse('other-algorithm')
    if (theirs.schema !== parts.schema) return refuse(theirs.schema < parts.schema ? 'older-schema' : 'newer-schema')
    if (transcript || theirs.nonce === nonce) return refuse('garbled')
    const binding = await parts.binding()
    const sides = [
      { hello: mineSent, end: binding.mine },
      { hello: bytes, end: binding.theirs },
    ]
    const [one, other] = first ? sides : sides.toReversed()
    if (!one || !other || binding.mine === '' || binding.theirs === '') return refuse('not-proven')
    const parted = [address.room, toHex(sha256.digest(one.hello)), toHex(sha256.digest(other.hello)), one.end, other.end]
    transcript = sha256.digest(utf8.encode(JSON.stringify(parted)))
    const claim = JSON.stringify({ card: keys.card, client: parts.client })
    shown = door.pass()
    say({
      say: 'proof',
      claim,
      signature: await keys.sign('handshake', proven(transcript, first, claim)),
      mac: await keys.mac(fromBase64url(address.secret), proven(transcript, first, claim)),
      certificate: await keys.certify(writer(parts.client)),
      pass: shown,
    })
  }

  async function hearProof({ claim, signature, mac, certificate, pass }: Proof): Promise<void> {
    if (!transcript || peer) return refuse('garbled')
    const bytes = proven(transcript, !first, claim)
    if ((await keys.mac(fromBase64url(address.secret), bytes)) !== mac) return refuse('wrong-secret')
    const read = readClaim(claim)
    if (!read) return refuse('garbled')
    const { card, client } = read
    const holds = await keys.verify('handshake', bytes, card, signature)
    if (!holds || client === parts.client || !(await keys.certifies(writer(client), { card, client, signature: certificate }))) return refuse('not-proven')
    peer = { card, client, signature: certificate }
    theirPass = pass
    await judge()
  }

  /** Something was decided at this device: of the other side perhaps, or of us elsewhere, which may open here too. */
  async function lookAgain(): Promise<void> {
    if (!peer) return
    const pass = door.pass()
    if (!taken && pass !== shown) say({ say: 'pass', pass })
    shown = pass
    await judge()
  }

  async function judge(): Promise<void> {
    if (!peer) return
    // Also whoever was let in, for as long as they take to let us in: people decide that.
    if (door.bars(peer.card)) return refuse('not-let-in')
    if (given === 'in') return
    const answer = await door.judge(peer.card, theirPass)
    if (answer === 'no') return refuse('not-let-in')
    if (answer === given) return
    given = answer
    if (answer === 'wait') {
      say({ say: 'wait' })
      return
    }
    say({ say: 'in', papers: await door.papersFor(peer.card) })
    settle()
  }

  function settle(): void {
    if (!peer || !taken || given !== 'in') return
    if (door.bars(peer.card)) return refuse('not-let-in')
    finish()
    parts.done(peer, early)
  }

  /** What cannot be taken in just now keeps nobody from being met: it is handed in once more in the room. */
  async function takePapers(papers: string, from: StaffCard): Promise<void> {
    await door.take(papers, from).catch(() => early.push(writeHandshake({ say: 'papers', papers })))
  }

  async function hearDecision(message: Exclude<HandshakeMessage, Hello | Proof | { say: 'no' }>): Promise<void> {
    if (!peer) return refuse('garbled')
    clearTimeout(timer)
    switch (message.say) {
      case 'wait':
        theyDecide = true
        parts.waiting()
        return
      case 'pass':
        theirPass = message.pass
        return judge()
      case 'papers':
        if (!taken) return refuse('garbled')
        return takePapers(message.papers, peer.card)
      case 'in':
        if (taken) return refuse('garbled')
        taken = true
        if (message.papers !== '') await takePapers(message.papers, peer.card)
        settle()
    }
  }

  send(mineSent)
  return {
    patient: () => !over && (theyDecide || given === 'wait'),
    hear(bytes) {
      const message = readHandshake(bytes)
      if (!message) {
        if (mayGoOn && early.length < mostEarly) early.push(bytes)
        else refuse('garbled')
        return
      }
      // At once: the channel ends right after it.
      if (message.say === 'no') {
        if (over) return
        finish()
        parts.refused(message.because, true, peer?.card.name)
        return
      }
      mayGoOn ||= message.say === 'in'
      inTurn(() => (message.say === 'hello' ? hearHello(message, bytes) : message.say === 'proof' ? hearProof(message) : hearDecision(message)))
    },
    end() {
      if (over) return
      finish()
      if (peer) door.gone(peer.card.device)
    },
  }
}

const proven = (transcript: Uint8Array, first: boolean, claim: string): Uint8Array =>
  utf8.encode(JSON.stringify([toHex(transcript), first ? 'first' : 'second', claim]))

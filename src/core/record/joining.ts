import { z } from 'zod'
import { fromBase64url, toBase64url, utf8 } from '../model/bytes.ts'
import { instant, instantOf } from '../model/dates.ts'
import { signatureText } from '../model/checkpoint.ts'
import { fromHex } from '../model/ids.ts'
import { ProblemError } from '../model/problem.ts'
import { staffCard, type StaffCard } from '../model/team.ts'
import { canonicalBytes } from './canonical.ts'
import { loadDigest } from './digest.ts'
import type { RosterSigner } from './roster.ts'
import { signVoice, verifyVoice } from './sign.ts'

const prefix = 'mdtj1.'

/** Somebody's card, signed by the device that it names: what they ask to be added with. */
const joinRequest = z.strictObject({ card: staffCard, at: instant, signature: signatureText })

const asked = (card: StaffCard, at: string): Uint8Array => canonicalBytes({ card, at })

/** What a newcomer gives to whoever leads the team: a line of text. */
export async function askToJoin({ card, signingSecret }: RosterSigner, now: number): Promise<string> {
  const at = instantOf(now)
  const request = { card, at, signature: await signVoice('joining', asked(card, at), signingSecret) }
  return prefix + toBase64url(canonicalBytes(request))
}

/** The card of whoever asks to join. @throws {ProblemError} `join-request-garbled` */
export async function readJoinRequest(text: string): Promise<StaffCard> {
  const found = /mdtj1\.([A-Za-z0-9_-]{1,4000})\s*$/.exec(text.slice(0, 20_000))?.[1]
  const request = found === undefined ? undefined : joinRequest.safeParse(parsed(found)).data
  if (!request || !(await verifyVoice('joining', asked(request.card, request.at), request.card, request.signature))) {
    throw new ProblemError({
      code: 'join-request-garbled',
      happened: 'This is not a whole request to join a team, or it has been changed on its way.',
      kept: 'The roster is as it was.',
      todo: 'Ask your colleague to send the whole request again.',
    })
  }
  return request.card
}

function parsed(encoded: string): unknown {
  try {
    return JSON.parse(utf8.decode(fromBase64url(encoded)))
  } catch {
    return undefined
  }
}

/**
 * Thirty digits, in groups of five, that stand for everything on a card, its keys included. Two people who read the same
 * digits to each other have the same card before them.
 */
export async function safetyNumber(card: StaffCard): Promise<string> {
  const digest = fromHex((await loadDigest())(canonicalBytes(card)))
  const groups = Array.from({ length: 6 }, (_, group) => digest.subarray(group * 5, group * 5 + 5).reduce((sum, byte) => (sum * 256 + byte) % 100_000, 0))
  return groups.map((group) => String(group).padStart(5, '0')).join(' ')
}

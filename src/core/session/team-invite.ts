import { fromBase64url, toBase64url, utf8 } from '../model/bytes.ts'
import type { Invite } from '../model/invite.ts'
import { ProblemError } from '../model/problem.ts'
import { derivedSecret } from '../record/roster.ts'
import { open, seal, SealBroken } from '../vault/seal.ts'
import { loadSodium } from '../vault/sodium.ts'
import { checkInvite, linkTo, readInvite } from './meeting-point.ts'

const teamPrefix = 'mdth2.'
const place = 'mdt-huddle/invite/v1'

const keyFrom = (epochSecret: Uint8Array): Promise<Uint8Array> => derivedSecret(epochSecret, place)

/** An invite that only a device on the team's present roster can read: to anybody else it says nothing at all. */
export async function teamInvite(content: Invite, epochSecret: Uint8Array): Promise<{ code: string; link: string }> {
  const sealed = seal(await loadSodium(), await keyFrom(epochSecret), utf8.encode(JSON.stringify(content)), place)
  return linkTo(teamPrefix + toBase64url(sealed))
}

/**
 * Reads an invite of either kind.
 * @param epochSecret of this device's roster; undefined where it is on none
 * @throws {ProblemError} `invite-garbled`, `invite-expired`, `invite-for-team`.
 */
export async function openInvite(text: string, now: number, epochSecret: Uint8Array | undefined): Promise<Invite> {
  const sealed = /mdth2\.([A-Za-z0-9_-]{1,4000})$/.exec(text.trim())?.[1]
  if (sealed === undefined) return readInvite(text, now)
  if (!epochSecret) throw forTeam()
  try {
    return checkInvite(utf8.decode(open(await loadSodium(), await keyFrom(epochSecret), fromBase64url(sealed), place)), now)
  } catch (error) {
    if (error instanceof SealBroken || error instanceof SyntaxError) throw forTeam()
    throw error
  }
}

const forTeam = (): ProblemError =>
  new ProblemError({
    code: 'invite-for-team',
    happened: 'This invite is not whole, or it is for the members of a team, and this device is not on their roster as it is now.',
    kept: 'Nothing was joined and nothing was changed.',
    todo: 'If you are of the team, ask a colleague for its newest roster and take it in under Team. If not, ask the chair for an invite for somebody from outside.',
  })

import { fromBase64url, toBase64url, utf8 } from '../model/bytes.ts'
import type { Invite } from '../model/invite.ts'
import type { IceServer } from '../model/meeting-servers.ts'
import { ProblemError } from '../model/problem.ts'
import { derivedSecret } from '../record/roster.ts'
import { open, seal, SealBroken } from '../vault/seal.ts'
import { loadSodium } from '../vault/sodium.ts'
import { checkInvite, linkTo, readInvite } from './meeting-point.ts'

const teamPrefix = 'mdth2.'
const place = 'mdt-huddle/invite/v1'

const keyFrom = (epochSecret: Uint8Array): Promise<Uint8Array> => derivedSecret(epochSecret, place)

/** Characters that servers may add to an invite; further ones are left out, as an invite must stay readable. */
const longestServers = 1200

function fitting(servers: readonly IceServer[]): IceServer[] {
  const fit: IceServer[] = []
  for (const each of servers) if (JSON.stringify([...fit, each]).length <= longestServers) fit.push(each)
  return fit
}

/**
 * An invite that only a device on the team's present roster can read: to anybody else it says nothing at all.
 * @param iceServers that colleagues may use, credentials included
 */
export async function teamInvite(invite: Invite, epochSecret: Uint8Array, iceServers: readonly IceServer[] = []): Promise<{ code: string; link: string }> {
  const servers = fitting(iceServers)
  const content: Invite = { ...invite, ...(servers.length > 0 && { iceServers: servers }) }
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
  if (sealed === undefined) {
    // Anybody can write an open invite, and would have whoever joins by it send through servers of theirs.
    const { iceServers: _untrusted, ...invite } = readInvite(text, now)
    return invite
  }
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

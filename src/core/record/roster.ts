import { fromBase64url, toBase64url, utf8 } from '../model/bytes.ts'
import type { Effects } from '../model/effects.ts'
import { instantOf } from '../model/dates.ts'
import { memberId, newId, type DeviceId, type TeamId } from '../model/ids.ts'
import type { RosterDraft } from '../model/change-roster.ts'
import type { Profile } from '../model/profile.ts'
import { ProblemError } from '../model/problem.ts'
import {
  devicesOf,
  leadsIn,
  longestRoster,
  rosterBody,
  rosterLimits,
  signedRoster,
  type CharterLink,
  type Lead,
  type Roster,
  type RosterBody,
} from '../model/roster.ts'
import { loadSodium } from '../vault/sodium.ts'
import { canonicalBytes, canonicalText, readExactly } from './canonical.ts'
import { cardsThatHold } from './device.ts'
import { loadDigest } from './digest.ts'
import { openSealed, sealTo } from './sealed-box.ts'
import { signVoice, verifyVoice } from './sign.ts'

/** The keys of whoever signs a roster. */
export type RosterSigner = Pick<Profile, 'card' | 'signingSecret'>

/** The first roster of a team: its founder alone, who leads it. */
export async function foundRoster(signer: RosterSigner, team: RosterBody['team'], effects: Effects): Promise<Roster> {
  const members = [{ id: newId(memberId, effects.random), devices: [signer.card], leads: true }]
  return issueRoster({ team, epoch: 1, members, removed: [], what: `${signer.card.name} founded the roster.` }, { earlier: [], charter: [], epochSecret: undefined }, signer, effects)
}

export interface RosterGround {
  /** The versions that this one descends from; more than one where two had been made apart. */
  readonly earlier: readonly Roster[]
  readonly charter: readonly CharterLink[]
  /** The secret of the epoch, where it goes on. */
  readonly epochSecret: Uint8Array | undefined
}

/**
 * Numbers, keys and signs a version.
 * @throws {ProblemError} `signs-own-lead-away`, `roster-too-large`, `charter-full`.
 */
export async function issueRoster({ team, epoch, members, removed, what }: RosterDraft, { earlier, charter, epochSecret }: RosterGround, signer: RosterSigner, effects: Effects): Promise<Roster> {
  const leads = leadsIn({ members })
  if (leads.every(({ device }) => device !== signer.card.device)) throw signsOwnLeadAway()
  const version = Math.max(0, ...earlier.map((each) => each.version)) + 1
  const at = instantOf(effects.clock())
  const secret = epochSecret ?? effects.random(32)
  const keys: Record<DeviceId, string> = {}
  for (const card of devicesOf({ members })) keys[card.device] = toBase64url(await sealTo(secret, card))
  const lines = [...new Set(earlier.flatMap(({ line, digest }) => [...line, digest]))]
  const history = [...new Map(earlier.flatMap((each) => each.history).map((step) => [JSON.stringify(step), step])).values()].toSorted((a, b) => a.version - b.version)
  const body: RosterBody = {
    team,
    epoch,
    members,
    removed,
    version,
    at,
    line: lines.slice(-rosterLimits.line),
    history: [...history, { version, epoch, at, by: signer.card.name, what }].slice(-rosterLimits.history),
    keys,
  }
  const text = canonicalText(body)
  const signed = {
    format: 'mdt-huddle/roster/1',
    body: text,
    charter: await grownCharter(charter, team.id, leads, signer),
    signer: signer.card.device,
    signature: await signVoice('roster', utf8.encode(text), signer.signingSecret),
  }
  const issued = canonicalText(signed)
  if (issued.length > longestRoster || !rosterBody.safeParse(body).success) throw tooLarge()
  const roster = await readRoster(issued)
  if (!roster) throw new Error('the roster that was signed here does not hold')
  return roster
}

/** The charter, with one more link where somebody else leads from here on. */
async function grownCharter(charter: readonly CharterLink[], team: TeamId, leads: readonly Lead[], { card, signingSecret }: RosterSigner): Promise<CharterLink[]> {
  if (canonicalText(charter.at(-1)?.leads ?? []) === canonicalText(leads)) return [...charter]
  if (charter.length >= rosterLimits.charter) throw charterFull()
  const link = { leads: [...leads], signer: card.device }
  return [...charter, { ...link, signature: await signVoice('leads', linkBytes(team, charter, leads), signingSecret) }]
}

/** A link says who leads, and after which links it stands. */
const linkBytes = (team: TeamId, before: readonly CharterLink[], leads: readonly Lead[]): Uint8Array => canonicalBytes({ team, before, leads })

/** Everything in a roster's text checked: its form, its charter link by link, its signature. Undefined where anything fails. */
export async function readRoster(text: string): Promise<Roster | undefined> {
  if (text.length > longestRoster) return undefined
  const signed = readExactly(signedRoster, utf8.encode(text))
  const bytes = signed && utf8.encode(signed.body)
  const body = bytes && readExactly(rosterBody, bytes)
  if (!signed || !bytes || !body || !(await bodyHolds(body))) return undefined
  const leads = await leadsByCharter(signed.charter, body.team.id)
  const signer = leads?.find(({ device }) => device === signed.signer)
  if (!leads || !signer || canonicalText(leads) !== canonicalText(leadsIn(body))) return undefined
  if (!(await verifyVoice('roster', bytes, signer, signed.signature))) return undefined
  const digest = (await loadDigest())(bytes).slice(0, 32)
  return { ...body, text, digest, charter: signed.charter, signer: signed.signer }
}

/** Who may sign at the charter's end. */
async function leadsByCharter(charter: readonly CharterLink[], team: TeamId): Promise<readonly Lead[] | undefined> {
  let leads: readonly Lead[] | undefined
  for (const [index, link] of charter.entries()) {
    const signer = (leads ?? link.leads).find(({ device }) => device === link.signer)
    if (!signer || !(await verifyVoice('leads', linkBytes(team, charter.slice(0, index), link.leads), signer, link.signature))) return undefined
    leads = link.leads
  }
  return leads
}

async function bodyHolds(body: RosterBody): Promise<boolean> {
  const cards = devicesOf(body)
  const devices = new Set(cards.map(({ device }) => device))
  const ids = new Set(body.members.map(({ id }) => id))
  const keyed = Object.keys(body.keys)
  const whole = devices.size === cards.length && ids.size === body.members.length && keyed.length === cards.length && keyed.every((device) => cards.some((card) => card.device === device))
  if (!whole || cards.some(({ guest }) => guest) || body.removed.some(({ device }) => devices.has(device))) return false
  return cards.every(cardsThatHold(await loadDigest()))
}

/** The secret of a roster's epoch, where it was sealed to this device. */
export async function epochSecretOf(roster: Pick<Roster, 'keys'>, device: Pick<Profile, 'card' | 'sealingSecret'>): Promise<Uint8Array | undefined> {
  const sealed = roster.keys[device.card.device]
  const secret = sealed === undefined ? undefined : await openSealed(fromBase64url(sealed), device)
  return secret?.length === 32 ? secret : undefined
}

/** A secret for one purpose, made from another (32 bytes each). */
export async function derivedSecret(secret: Uint8Array, purpose: string): Promise<Uint8Array> {
  const sodium = await loadSodium()
  return sodium.crypto_auth_hmacsha256(utf8.encode(purpose), secret)
}

const signsOwnLeadAway = (): ProblemError =>
  new ProblemError({
    code: 'signs-own-lead-away',
    happened: 'Whoever changes the roster leads the team by it, so nobody can take themselves from those who lead, nor remove the device that they do it with.',
    kept: 'The roster is as it was.',
    todo: 'Ask somebody else who leads to do it; if there is nobody, let somebody lead first.',
  })

const tooLarge = (): ProblemError =>
  new ProblemError({
    code: 'roster-too-large',
    happened: 'The roster would be larger than other devices take in.',
    kept: 'The roster is as it was.',
    todo: 'Remove whoever has left the team first.',
  })

const charterFull = (): ProblemError =>
  new ProblemError({
    code: 'charter-full',
    happened: `Who leads the team has changed ${rosterLimits.charter} times, and the roster cannot hold one more.`,
    kept: 'The roster is as it was.',
    todo: 'Begin the roster anew, from the Team place.',
  })

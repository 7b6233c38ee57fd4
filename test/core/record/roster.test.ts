import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utf8 } from '../../../src/core/model/bytes.ts'
import { memberId, newId, teamId } from '../../../src/core/model/ids.ts'
import { ProblemError } from '../../../src/core/model/problem.ts'
import { descentOf, devicesOf, longestRoster, rosterBody, signedRoster, wasRemoved, type Roster, type RosterBody, type RosterChange } from '../../../src/core/model/roster.ts'
import { canonicalBytes, canonicalText } from '../../../src/core/record/canonical.ts'
import type { Device } from '../../../src/core/record/device.ts'
import { askToJoin, readJoinRequest, safetyNumber } from '../../../src/core/record/joining.ts'
import { epochSecretOf, issueRoster, readRoster } from '../../../src/core/record/roster.ts'
import { signVoice } from '../../../src/core/record/sign.ts'
import { effects } from '../session/effects.ts'
import { adding, changedBy, deviceOf, founded, leading, removing } from './roster-builders.ts'

const [nadia, mei, sam, tom] = [await deviceOf('Nadia Clegg'), await deviceOf('Mei Tanaka'), await deviceOf('Sam Wood'), await deviceOf('Tom Reyes')]
const alone = await founded(nadia)
const two = await changedBy(nadia, alone, adding(mei))
const three = await changedBy(nadia, two, adding(sam))

const partsOf = (roster: Roster) => {
  const signed = signedRoster.parse(JSON.parse(roster.text))
  return { signed, body: rosterBody.parse(JSON.parse(signed.body)) }
}
/** A roster as somebody would write it who has keys, but not a lead's. */
async function forgedBy({ card, signingSecret }: Device, roster: Roster, change: (body: RosterBody) => RosterBody): Promise<string> {
  const { signed, body } = partsOf(roster)
  const text = canonicalText(change(body))
  return canonicalText({ ...signed, body: text, signer: card.device, signature: await signVoice('roster', utf8.encode(text), signingSecret) })
}

const promoted = (each: RosterBody): RosterBody => ({ ...each, members: each.members.map((member) => ({ ...member, leads: true })) })

const twice = (body: RosterBody): RosterBody => ({ ...body, members: [...body.members, { id: newId(memberId, effects.random), devices: [mei.card], leads: false }] })

const otherKey = (body: RosterBody): RosterBody => ({ ...body, members: body.members.map((member) => ({ ...member, devices: member.devices.map((card) => (card.device === mei.card.device ? { ...card, signingKey: tom.card.signingKey } : card)) })) })

describe('a roster', () => {
  it('[L51] holds as it was signed by somebody who leads, and says what became of the team', async () => {
    expect(await readRoster(three.text)).toEqual(three)
    expect(devicesOf(three).map(({ name }) => name)).toEqual(['Nadia Clegg', 'Mei Tanaka', 'Sam Wood'])
    expect(three.history.map(({ what }) => what)).toEqual(['Nadia Clegg founded the roster.', 'Mei Tanaka joined.', 'Sam Wood joined.'])
    expect([three.version, three.epoch]).toEqual([3, 1])
  })

  it('[L51] does not hold once a letter of it is another, or where somebody signed who does not lead', async () => {
    const { signed, body } = partsOf(three)
    const edited = canonicalText({ ...body, team: { ...body.team, name: 'Another hub' } })
    expect(await readRoster(canonicalText({ ...signed, body: edited }))).toBeUndefined()
    expect(await readRoster(three.text.replace('Mei Tanaka', 'Mai Tanaka'))).toBeUndefined()
    expect(await readRoster(await forgedBy(mei, three, (each) => each))).toBeUndefined()
    expect(await readRoster(await forgedBy(mei, three, promoted))).toBeUndefined()
    expect(await readRoster(await forgedBy(nadia, three, promoted))).toBeUndefined()
    expect(await readRoster(canonicalText({ ...signed, charter: [] }))).toBeUndefined()
    expect(await readRoster(`${three.text} `)).toBeUndefined()
    expect(await readRoster('x'.repeat(longestRoster + 1))).toBeUndefined()
  })

  it('[L51] nobody makes themselves a lead: the link that says so is signed by somebody who led before', async () => {
    const { signed, body } = partsOf(three)
    const leads = [{ device: mei.card.device, signingKey: mei.card.signingKey }]
    const members = body.members.map((member) => ({ ...member, leads: member.devices.some(({ device }) => device === mei.card.device) }))
    const text = canonicalText({ ...body, members })
    const signature = await signVoice('roster', utf8.encode(text), mei.signingSecret)
    const bytes = canonicalBytes({ team: body.team.id, before: signed.charter, leads })
    for (const signer of [nadia, mei]) {
      const link = { leads, signer: signer.card.device, signature: await signVoice('leads', bytes, mei.signingSecret) }
      expect(await readRoster(canonicalText({ ...signed, body: text, charter: [...signed.charter, link], signer: mei.card.device, signature }))).toBeUndefined()
    }
    const given = { leads, signer: nadia.card.device, signature: await signVoice('leads', bytes, nadia.signingSecret) }
    expect(await readRoster(canonicalText({ ...signed, body: text, charter: [...signed.charter, given], signer: mei.card.device, signature }))).toBeDefined()
  })

  it('[L51] no lead signs a device in twice, without its key, under another name, or after it was removed', async () => {
    const gone = await changedBy(nadia, three, removing(three, sam))
    const back = (body: RosterBody): RosterBody => ({ ...body, members: [...body.members, { id: newId(memberId, effects.random), devices: [sam.card], leads: false }], keys: { ...body.keys, [sam.card.device]: Object.values(body.keys)[0] ?? '' } })
    expect(await readRoster(await forgedBy(nadia, gone, back))).toBeUndefined()
    const forgetful = await readRoster(await forgedBy(nadia, gone, (body) => ({ ...back(body), removed: [], version: 5, line: [...body.line, gone.digest] })))
    expect(forgetful && descentOf(forgetful, gone)).toBe('forked')
    expect(await readRoster(await forgedBy(nadia, three, twice))).toBeUndefined()
    expect(await readRoster(await forgedBy(nadia, three, (body) => ({ ...body, keys: {} })))).toBeUndefined()
    expect(await readRoster(await forgedBy(nadia, three, otherKey))).toBeUndefined()
  })

  it('[L52] follows only from the one that is held: an older one, one made apart and another team’s are told apart', async () => {
    expect(descentOf(three, two)).toBe('newer')
    expect(descentOf(three, alone)).toBe('newer')
    expect(descentOf(alone, three)).toBe('older')
    expect(descentOf(three, three)).toBe('same')
    const apart = await changedBy(nadia, two, adding(tom))
    expect(descentOf(apart, three)).toBe('forked')
    expect(descentOf(await changedBy(nadia, apart, adding(await deviceOf('Dee Okoro'))), three)).toBe('forked')
    expect(descentOf(await founded(mei), three)).toBe('forked')
    expect(descentOf({ ...(await founded(mei)), team: { ...three.team, id: teamId.parse('5'.repeat(32)) } }, three)).toBe('other-team')
  })

  it('[L52] leading is handed on by whoever leads; whoever led before signs nothing that is taken in', async () => {
    const both = await changedBy(nadia, three, leading(three, mei))
    const handed = await changedBy(mei, both, leading(both, nadia, false))
    expect(descentOf(handed, three)).toBe('newer')
    expect(await readRoster(await forgedBy(nadia, handed, (body) => ({ ...body, version: body.version + 1 })))).toBeUndefined()
    // From before the handing over Nadia may still sign, but nobody who has heard of it follows.
    const behind = await changedBy(nadia, both, adding(tom))
    expect(descentOf(behind, handed)).toBe('forked')
    const pretended = await issueRoster({ ...behind, what: 'Pretended.' }, { earlier: [behind, handed], charter: behind.charter, epochSecret: undefined }, nadia, effects)
    expect(descentOf(pretended, handed)).toBe('forked')
  })

  it('[L53] whoever is removed cannot read the secret of the next epoch; everybody else can, and only they', async () => {
    const before = await epochSecretOf(three, sam)
    const gone = await changedBy(nadia, three, removing(three, sam))
    const after = await epochSecretOf(gone, mei)
    expect(gone.epoch).toBe(2)
    expect([before?.length, after?.length]).toEqual([32, 32])
    expect(after).not.toEqual(before)
    expect(await epochSecretOf(gone, nadia)).toEqual(after)
    expect(await epochSecretOf(gone, sam)).toBeUndefined()
    expect(await epochSecretOf({ keys: { [sam.card.device]: gone.keys[mei.card.device] ?? '' } }, sam)).toBeUndefined()
    expect(await epochSecretOf(three, mei)).toEqual(before)
  })

  it('[L53] for all changes each device stands once, somebody leads, nobody removed returns, and removing begins an epoch', async () => {
    const people = [nadia, mei, sam, tom]
    const act = fc.record({ what: fc.constantFrom('add', 'device', 'remove', 'remove-device', 'lead', 'unlead'), who: fc.nat(3), other: fc.nat(3) })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 6 }), async (acts) => {
        let roster = alone
        for (const { what, who, other } of acts) {
          const [someone, second] = [people[who] ?? mei, people[other] ?? sam]
          const member = roster.members.find(({ devices }) => devices.some(({ device }) => device === someone.card.device))?.id ?? newId(memberId, effects.random)
          const changes: Record<typeof what, RosterChange> = {
            add: { kind: 'add-member', id: newId(memberId, effects.random), card: someone.card },
            device: { kind: 'add-device', member, card: second.card },
            remove: { kind: 'remove-member', member },
            'remove-device': { kind: 'remove-device', device: someone.card.device },
            lead: { kind: 'lead', member, leads: true },
            unlead: { kind: 'lead', member, leads: false },
          }
          const by = people.find(({ card }) => roster.members.some(({ leads, devices }) => leads && devices.some(({ device }) => device === card.device))) ?? nadia
          const next: Roster = await changedBy(by, roster, changes[what]).catch((error: unknown) => {
            if (error instanceof ProblemError) return roster
            throw error
          })
          expect(next === roster ? 'same' : descentOf(next, roster)).toBe(next === roster ? 'same' : 'newer')
          expect(next.members.some(({ leads }) => leads)).toBe(true)
          expect(new Set(devicesOf(next).map(({ device }) => device)).size).toBe(devicesOf(next).length)
          expect(next.epoch - roster.epoch).toBe(next.removed.length > roster.removed.length ? 1 : 0)
          expect(devicesOf(next).filter(({ device }) => wasRemoved(next, device))).toEqual([])
          expect(Object.keys(next.keys).toSorted()).toEqual(devicesOf(next).map(({ device }) => device).toSorted())
          roster = next
        }
      }),
      { numRuns: 25 },
    )
  })
})

describe('asking to join', () => {
  it('[L54] gives exactly the card that was signed, and the same digits to both who compare them', async () => {
    const request = await askToJoin(mei, effects.clock())
    expect(await readJoinRequest(`  ${request}\n`)).toEqual(mei.card)
    expect(await safetyNumber(await readJoinRequest(request))).toBe(await safetyNumber(mei.card))
    expect(await safetyNumber(mei.card)).toMatch(/^(\d{5} ){5}\d{5}$/)
    expect(await safetyNumber({ ...mei.card, sealingKey: sam.card.sealingKey })).not.toBe(await safetyNumber(mei.card))
    expect(await safetyNumber({ ...mei.card, role: 'Psychiatrist' })).not.toBe(await safetyNumber(mei.card))
  })

  it('[L54] a request that was changed, cut or signed by another device is refused', async () => {
    const request = await askToJoin(mei, effects.clock())
    await expect(readJoinRequest(request.slice(0, -4))).rejects.toThrow(/not a whole request/)
    await expect(readJoinRequest('')).rejects.toThrow(/not a whole request/)
    await expect(readJoinRequest(await askToJoin({ card: mei.card, signingSecret: sam.signingSecret }, 0))).rejects.toThrow(/not a whole request/)
  })
})

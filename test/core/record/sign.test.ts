import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { fromBase64url, joinBytes, toBase64url, utf8 } from '../../../src/core/model/bytes.ts'
import { checkpointProposal, type Answer, type CheckpointProposal } from '../../../src/core/model/checkpoint.ts'
import { instant } from '../../../src/core/model/dates.ts'
import { deviceId, toHex } from '../../../src/core/model/ids.ts'
import { canonicalText } from '../../../src/core/record/canonical.ts'
import type { Device } from '../../../src/core/record/device.ts'
import { digestOf } from '../../../src/core/record/digest.ts'
import { loadSignatureChecks, signCheckpoint, signOutcome, verifyAnswer, verifyCheckpointSignature } from '../../../src/core/record/sign.ts'
import { loadSodium } from '../../../src/core/vault/sodium.ts'
import { declined, idFrom, sampleTeam } from '../../fixtures/record/sample-outcome.ts'

const at = instant.parse('2026-11-24T09:51:00.000Z')
const payload = '{"decided":"together"}'
let nurse: Device
let psychologist: Device
let proposal: CheckpointProposal

beforeAll(async () => {
  ;({ nurse, psychologist } = await sampleTeam())
  proposal = checkpointProposal.parse({
    format: 'mdt-huddle/checkpoint',
    version: 1,
    closes: 'huddle',
    huddle: idFrom(1),
    lines: 3,
    head: await digestOf(utf8.encode('head')),
    outcomes: [idFrom(2)],
    at,
  })
})

const signedBy = async (device: Device, text = payload): Promise<Answer> => ({
  kind: 'signed',
  card: device.card,
  signature: await signOutcome(text, device.signingSecret),
  at,
})

describe('devices and signatures', () => {
  it('[R2] a device is named by the first 128 bits of the SHA-256 of its signing key', async () => {
    expect(nurse.card.device).toBe((await digestOf(fromBase64url(nurse.card.signingKey))).slice(0, 32))
    expect((await loadSignatureChecks()).cardHolds(nurse.card)).toBe(true)
  })

  it('[R2] a card with another device’s key does not hold', async () => {
    const { cardHolds } = await loadSignatureChecks()
    // Whether or not the card that the key belongs to has been seen before.
    for (let times = 0; times < 2; times += 1) {
      expect(cardHolds({ ...nurse.card, signingKey: psychologist.card.signingKey })).toBe(false)
      expect(cardHolds({ ...nurse.card, device: deviceId.parse(idFrom(9)) })).toBe(false)
      expect(cardHolds(nurse.card)).toBe(true)
    }
  })

  it('[R3] a signature holds for its payload and its device, and for no other', async () => {
    const given = await signedBy(nurse)
    expect(await verifyAnswer(payload, given)).toBe(true)
    expect(await verifyAnswer(`${payload} `, given)).toBe(false)
    expect(await verifyAnswer(payload, { ...given, card: psychologist.card })).toBe(false)
  })

  it('[R3] for all single-bit changes, a changed signature does not hold', async () => {
    const given = await signedBy(nurse)
    const signature = given.kind === 'signed' ? fromBase64url(given.signature) : new Uint8Array()
    await fc.assert(
      fc.asyncProperty(fc.nat(signature.length * 8 - 1), async (bit) => {
        const changed = signature.with(bit >> 3, (signature[bit >> 3] ?? 0) ^ (1 << (bit & 7)))
        expect(
          await verifyAnswer(payload, { kind: 'signed', card: nurse.card, at, signature: toBase64url(changed) }),
        ).toBe(false)
      }),
      { numRuns: 100 },
    )
  })

  it('[R3] a signature on a checkpoint never passes for one on an outcome of the same bytes', async () => {
    const signature = await signCheckpoint(proposal, nurse.signingSecret)
    expect(await verifyCheckpointSignature(proposal, nurse.card, signature)).toBe(true)
    expect(await verifyAnswer(canonicalText(proposal), { kind: 'signed', card: nurse.card, signature, at })).toBe(false)
    expect(await verifyCheckpointSignature({ ...proposal, lines: 4 }, nurse.card, signature)).toBe(false)
  })

  it('[R3] what is signed is the purpose line and the hexadecimal digest, as the format says', async () => {
    const sodium = await loadSodium()
    const given = await signedBy(nurse)
    const digest = toHex(sodium.crypto_hash_sha256(utf8.encode(payload)))
    const message = joinBytes('mdt-huddle/outcome/v1\n', digest)
    const signature = fromBase64url(given.kind === 'signed' ? given.signature : '')
    expect(sodium.crypto_sign_verify_detached(signature, message, fromBase64url(nurse.card.signingKey))).toBe(true)
  })

  it('[R25] a refusal to sign holds for its outcome, reason, moment and device, and for no other', async () => {
    const refused = await declined(payload, nurse, 'Not yet', at)
    expect(await verifyAnswer(payload, refused)).toBe(true)
    const changed: Answer[] = [
      { ...refused, card: psychologist.card },
      { ...refused, card: { ...nurse.card, signingKey: psychologist.card.signingKey } },
      { ...refused, at: instant.parse('2026-11-24T10:00:00.001Z') },
      ...(refused.kind === 'declined' ? [{ ...refused, because: 'Never' }] : []),
      { kind: 'signed', card: nurse.card, at, signature: refused.signature },
    ]
    for (const each of changed) expect(await verifyAnswer(payload, each)).toBe(false)
    expect(await verifyAnswer(`${payload} `, refused)).toBe(false)
  })
})

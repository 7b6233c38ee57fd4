import { describe, expect, it } from 'vitest'
import { deviceId } from '../../src/core/model/ids.ts'
import { notAdmitted, type AdmissionRefusal } from '../../src/core/sync/problems.ts'
import type { RoomState } from '../../src/core/session/live-huddle.ts'
import { behindInWords, refusedInWords, sharedInWords } from '../../src/renderer/huddle/live/shared-words.ts'

const device = (digit: string) => deviceId.parse(digit.repeat(32))
const at = Date.parse('2026-11-24T13:58:00Z')
const room = (change: Partial<RoomState>): RoomState => ({
  peers: 3,
  holding: 3,
  offlineSince: undefined,
  here: [],
  away: [],
  refused: [],
  waiting: false,
  problem: undefined,
  notAdmitted: undefined,
  ...change,
})

const shutOut = (refusal: AdmissionRefusal) => room({ peers: 0, holding: 0, offlineSince: at, notAdmitted: notAdmitted(refusal) })

describe('what the status bar says of a document', () => {
  it('[M90] counts those who hold it, and those who are at the huddle and cannot be reached, since when', () => {
    const away = [{ device: device('a'), name: 'Tom Reyes', since: at }]
    expect(sharedInWords(room({}), true, new Set())).toBe('Shared with 3 of 3')
    expect(sharedInWords(room({ away }), true, new Set([device('a')]))).toMatch(/^Shared with 3 of 4 \(one is offline since \d\d:58\)$/)
    expect(sharedInWords(room({ away }), true, new Set())).toBe('Shared with 3 of 3')
    expect(sharedInWords(room({ peers: 0, holding: 0 }), true, new Set())).toBe('Nobody else is here')
  })

  it('[J58] says why the meeting point lets nobody in, and does not promise that it will be shared', () => {
    expect(sharedInWords(shutOut('invite-expired'), true, new Set())).toMatch(/^Not shared since \d\d:58: Your invite has run out\. What you write is kept on this computer\. Ask the chair for a new one/)
    expect(sharedInWords(shutOut('huddle-ended'), true, new Set())).toMatch(/: This huddle has ended\. What you write is kept on this computer\. Leave it/)
  })

  it('[M91] names who is behind, once it has lasted', () => {
    const here = [{ device: device('b'), name: 'Mei Tanaka', holds: false, since: at }]
    expect(behindInWords(room({ here }), at + 2000)).toBe('')
    expect(behindInWords(room({ here }), at + 11_000)).toBe('Mei Tanaka has not received everything yet; it is being sent again')
  })

  it('[M92] says whose changes were left out, how many, and that the document is as it was', () => {
    expect(refusedInWords(room({}))).toBe('')
    expect(refusedInWords(room({ refused: [{ name: 'Tom Reyes', changes: 3 }] }))).toBe('3 changes from Tom Reyes did not fit and were left out; your document is as it was')
  })
})

import { describe, expect, it } from 'vitest'
import { lostOf } from './parts/writer-window.ts'

const opened = { kind: 'opened', held: 7, whole: true, record: 5, findings: 0 } as const

describe('what a window had said is saved', () => {
  it('[B20] counts as lost where it is gone or changed, and not where it was never said', () => {
    expect(lostOf(opened, { note: 7, record: 5 })).toBe(0)
    expect(lostOf(opened, { note: 6, record: 0 })).toBe(0)
    expect(lostOf(opened, { note: 8, record: 5 })).toBe(1)
    expect(lostOf({ ...opened, whole: false }, { note: 7, record: 5 })).toBe(1)
    expect(lostOf(opened, { note: 7, record: 6 })).toBe(1)
    expect(lostOf(opened, { note: 8, record: 10 })).toBe(2)
  })
})

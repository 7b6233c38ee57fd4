import { describe, expect, it } from 'vitest'
import { readCaseload } from '../../src/core/model/caseload-csv.ts'
import { utf8 } from '../../src/core/model/bytes.ts'
import { wouldBeLost, type ImportDraft } from '../../src/renderer/caseload/import/import-draft.ts'
import { afterLeaving, afterWriting, withCell, withKept, withLeftOut } from '../../src/renderer/caseload/import/import-work.ts'

function opened(): ImportDraft {
  const file = readCaseload(utf8.encode('Family name,Given name\nOkafor,Jo\nLind,Mei\nClegg,Ana\n'))
  return { name: 'extract.csv', file, rows: file.rows, mapping: {}, keepAsWritten: new Set(), leftOut: new Set(), seenTo: new Set() }
}
const result = { added: 1, updated: 0, unchanged: 0 }

describe('an import whose page is left', () => {
  it('[M203] stays with all that was decided of its rows, and is over where it is done or waits for another file with nothing decided', () => {
    const draft = opened()
    expect(wouldBeLost({ step: 'problems', draft })).toBe(false)
    for (const seenTo of [withCell(draft, 2, 0, 'Lindh'), withKept(draft, 2, 'familyName'), withLeftOut(draft, 2, true)]) {
      for (const step of ['file', 'columns', 'problems', 'done'] as const) {
        const work = { step, draft: seenTo }
        expect(wouldBeLost(work)).toBe(true)
        expect(afterLeaving(work)).toBe(work)
      }
    }
    expect(afterLeaving({ step: 'columns', draft }).draft).toBe(draft)
    for (const step of ['file', 'done'] as const) expect(afterLeaving({ step, draft })).toEqual({ step: 'file' })
  })

  it('[M203] is lost no more once what was decided is written; what still waits with a correction is', () => {
    const draft = withLeftOut(withCell(withCell(opened(), 2, 0, 'Lindh'), 3, 0, 'Cleg'), 4, true)
    const row = (number: number) => draft.rows.filter((each) => each.row === number)
    expect(wouldBeLost(afterWriting(draft, row(4), result))).toBe(false)
    expect(wouldBeLost(afterWriting(draft, [...row(3), ...row(4)], result))).toBe(true)
  })
})

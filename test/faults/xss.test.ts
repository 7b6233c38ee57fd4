import { expect, it } from 'vitest'
import { exportedCells, formulaCells, written } from './parts/xss-exports.ts'
import { formulas, vectors } from './parts/xss-vectors.ts'

it('[B210] no cell of an exported caseload starts like a formula; in one that is written as it comes, each formula does', () => {
  expect(exportedCells(vectors)).toEqual([])
  expect(formulaCells(written(formulas)).length).toBeGreaterThanOrEqual(formulas.length)
})

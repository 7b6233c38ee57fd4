import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tooLongInWords } from '../../src/renderer/huddle/live/too-long.ts'

it('[M181] a text that is too long says by how much, and one that fits says nothing', () => {
  expect(['', 'x'.repeat(500), ` ${'x'.repeat(500)}\n`].map((text) => tooLongInWords(text, 500))).toEqual([undefined, undefined, undefined])
  expect(tooLongInWords('x'.repeat(501), 500)).toBe('This is 1 character longer than the 500 that are kept here. Nothing was cut: shorten it first.')
  expect(tooLongInWords('x'.repeat(7_500), 5_000)).toBe('This is 2,500 characters longer than the 5,000 that are kept here. Nothing was cut: shorten it first.')
})

it('[M202] no field that words are written in has the browser’s own limit, which cuts the end of a paste unseen', () => {
  const renderer = join(import.meta.dirname, '../../src/renderer')
  const cutting = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx') && readFileSync(join(renderer, name), 'utf8').includes('maxLength'))
    .map((name) => name.replaceAll('\\', '/'))
  // An address, and a code of the same letters: whatever is cut there opens nothing.
  expect(cutting.toSorted()).toEqual(['settings/ServerForm.tsx', 'settings/backup/RestoreForm.tsx'])
})

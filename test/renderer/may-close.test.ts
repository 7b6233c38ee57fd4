import { expect, it } from 'vitest'
import { mayClose } from '../../src/renderer/shell/may-close.ts'

it('[M212] Escape ends a dialog unless something is written in it or being done', () => {
  expect(mayClose({ busy: false }, 'escapeKeyDown')).toBe(true)
  expect(mayClose({ busy: true }, 'escapeKeyDown')).toBe(false)
  expect(mayClose({ busy: false, written: true }, 'escapeKeyDown')).toBe(false)
})

it('[M212] a click beside it ends none', () => {
  expect(mayClose({ busy: false }, 'backdropClick')).toBe(false)
})

import { expect, it } from 'vitest'
import { newestReading, type Reading } from '../../src/renderer/shell/newest-reading.ts'

function listening() {
  const told: Reading<string>[] = []
  return { told, ...newestReading<string>((reading) => told.push(reading)) }
}

/** A reading that is answered with `second`, or fails, when `end` says so. */
function slow() {
  const ends = new EventTarget()
  const answer = new Promise<string>((resolve, reject) => {
    ends.addEventListener('give', () => resolve('second'))
    ends.addEventListener('fail', () => reject(new Error('too late')))
  })
  return { read: () => answer, end: (how: 'give' | 'fail') => ends.dispatchEvent(new Event(how)) }
}

it('[M213] a reading that fails is told, with why', async () => {
  const { told, ask } = listening()
  await ask(() => Promise.reject(new Error('The disk is gone.')))
  expect(told).toMatchObject([{ problem: { happened: expect.stringContaining('The disk is gone') } }])
})

it('[M213] a reading that throws at once is told too', async () => {
  const { told, ask } = listening()
  await ask(() => {
    throw new Error('Locked.')
  })
  expect(told).toMatchObject([{ problem: { happened: expect.stringContaining('Locked') } }])
})

it('[M213] only what was asked last is told, whichever comes first and however the others end', async () => {
  const { told, ask } = listening()
  const first = slow()
  const second = slow()
  const asked = [ask(first.read), ask(second.read), ask(() => Promise.resolve('third'))]
  await asked[2]
  second.end('give')
  first.end('fail')
  await Promise.all(asked)
  expect(told).toEqual([{ value: 'third' }])
})

it('[M213] nothing is told of what was dropped', async () => {
  const { told, ask, drop } = listening()
  const asked = ask(() => Promise.resolve('unwanted'))
  drop()
  await asked
  expect(told).toEqual([])
})

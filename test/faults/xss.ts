import { chromium } from 'playwright'
import { chromiumArguments } from '../../build/chromium.mjs'
import type { Fault } from './fault.ts'
import { leaving, spreadsheet, unguarded, verifier } from './parts/xss-exports.ts'
import { vectors as every } from './parts/xss-vectors.ts'

/**
 * A bounded list of vectors through what leaves the app, in real Chromium, with every request logged: nothing runs,
 * nothing calls, nothing is planted. Without protection they are shown as they come.
 */
export const run: Fault = async ({ protection, folder, chromium: program, quick, sample, say }) => {
  if (program === undefined) throw new Error('there is no Chromium here')
  const doors = protection ? [leaving, spreadsheet, verifier] : [unguarded]
  const vectors = sample ? every.filter((_, index) => index % 4 === 0) : every
  const browser = await chromium.launch({ executablePath: program, args: [...chromiumArguments] })
  const wrong: string[] = []
  try {
    for (const door of doors) {
      say(door.name)
      const found = await door.attack({ browser, vectors, folder, few: quick })
      wrong.push(...found.map((each) => `${door.name}: ${each}`))
    }
  } finally {
    await browser.close()
  }
  return {
    name: 'xss',
    tried: vectors.length * doors.length,
    lost: 0,
    undetected: wrong.length,
    crashed: 0,
    holds: wrong.length === 0,
    note: `${vectors.length} vectors at ${doors.length} doors (${doors.map(({ name }) => name).join('; ')}): ${wrong.length === 0 ? 'nothing ran, called, was planted or would be calculated' : wrong.slice(0, 3).join('; ')}.`,
  }
}

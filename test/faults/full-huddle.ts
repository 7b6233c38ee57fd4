import { seeded } from '../bench/pages/synthetic.ts'
import { newRoom, startMeeting } from '../pages/meeting.ts'
import { howMany, type Company, type Fault } from './fault.ts'
import { startHeadless } from './headless/headless-typists.ts'
import type { Typist } from './headless/typist.ts'
import { noWindows, openWindows } from './headless/window-typist.ts'
import { pause } from './parts/writer-window.ts'

const keysPerSecond = 3
/** How many share a process: thirty processes would leave a small computer no time for anything but passing messages between them. */
const together = 5
/** Milliseconds in which everybody has met everybody, or the run is given up. */
const meetWithin = 180_000
/** Milliseconds after the last key in which everybody has all of them, or they are lost. */
const waitAtMost = 60_000
/** Milliseconds after the last key in which everybody should have all of them. */
const soon = 2000
/** Of the pace at which everybody is to type, so much at the least: a computer that is too small for them slows them all down. */
const leastOfPace = 0.9
/** Messages for each key and each other person at the most, while two are being met anew. */
const mostSent = 2

async function when(look: () => Promise<boolean>, within: number, otherwise: string): Promise<void> {
  const deadline = Date.now() + within
  while (!(await look())) {
    if (Date.now() > deadline) throw new Error(otherwise)
    await pause(200)
  }
}

async function everybodyMeets(typists: readonly Typist[], say: (progress: string) => void): Promise<void> {
  const address = newRoom()
  await Promise.all(typists.map((each) => each.join(address)))
  const all = async (): Promise<boolean> => {
    const met = await Promise.all(typists.map((each) => each.met()))
    const ways = met.reduce((sum, each) => sum + each, 0) / 2
    say(`${ways} of ${(typists.length * (typists.length - 1)) / 2} connections`)
    return met.every((each) => each === typists.length - 1)
  }
  await when(all, meetWithin, 'not everybody met everybody')
}

/** Everybody types, and two of them lose every connection in the first half of the time. */
async function typeTogether(typists: readonly Typist[], keys: number, random: () => number, protection: boolean) {
  const expected = typists.length * keys
  const patience = protection ? waitAtMost : soon
  const began = Date.now()
  const cuts = typists.slice(0, 2).map(async (each) => {
    const least = Math.floor(expected * random() * 0.5)
    await when(async () => (await each.held()) >= least, waitAtMost, 'nobody types')
    await each.cut(protection)
  })
  const [typed] = await Promise.all([Promise.all(typists.map((each) => each.type({ keys, every: 1000 / keysPerSecond, expected, patience }))), Promise.all(cuts)])
  const lastKeyAt = Math.max(...typed.map((each) => each.lastKeyAt))
  return {
    expected,
    pace: ((keys - 1) * 1000) / (lastKeyAt - began),
    lost: Math.max(...typed.map(({ held }) => expected - held)),
    after: Math.max(0, ...typed.map(({ allHereAt }) => (allHereAt ?? Number.POSITIVE_INFINITY) - lastKeyAt)),
    texts: new Set(await Promise.all(typists.map((each) => each.text()))).size,
  }
}

const most = async (typists: readonly Typist[], what: 'sent' | 'megabytes'): Promise<number> => Math.max(0, ...(await Promise.all(typists.map((each) => each[what]()))))

export const company: Company = 'alone'

/**
 * As many people as a huddle has seats, over the real transport, each typing three keys a second: a few in windows of
 * Chromium, the others in processes of Node's over the same code. Two of them lose every connection at once meanwhile.
 * Without protection those two do not meet anybody again.
 */
export const run: Fault = async ({ protection, chromium: program, folder, say, ...asked }) => {
  const inWindows = howMany(asked, { sample: 0, quick: 2, whole: 3 })
  if (program === undefined && inWindows > 0) throw new Error('there is no Chromium here')
  const count = howMany(asked, { sample: 3, quick: 8, whole: 30 })
  const keys = keysPerSecond * howMany(asked, { sample: 2, quick: 10, whole: 60 })
  const meeting = await startMeeting()
  const headless = await startHeadless(folder, Array.from({ length: count - inWindows }, () => meeting.seat()), { together: asked.sample ? 1 : together })
  const windows = program === undefined || inWindows === 0 ? noWindows : await openWindows(program, meeting, inWindows)
  try {
    const typists = [...windows.typists, ...headless.typists]
    await everybodyMeets(typists, say)
    say(`${count} people type`)
    const { expected, pace, lost, after, texts } = await typeTogether(typists, keys, seeded(asked.seed), protection)
    const crashed = windows.crashed() + headless.crashed()
    const came = Number.isFinite(after) ? `everybody had the last one after ${Math.round(after)} ms` : 'somebody never had the last one'
    const [sent, ofWindow, ofProcess] = await Promise.all([most(typists, 'sent'), most(windows.typists, 'megabytes'), most(headless.typists, 'megabytes')])
    return {
      name: 'full-huddle',
      tried: expected,
      lost,
      undetected: texts - 1,
      crashed,
      holds: lost + crashed === 0 && texts === 1 && after <= soon && (asked.sample === true || pace >= keysPerSecond * leastOfPace) && sent <= keys * (count - 1) * mostSent,
      note: `${count} people, ${inWindows} of them in windows and the others ${together} to a process, typed ${keys} keys each, ${pace.toFixed(1)} a second (${keysPerSecond} wanted), and two of them lost every connection meanwhile: ${lost} keys lost, ${came}, ${(sent / keys).toFixed(1)} messages a key at the most (${count - 1} others), at most ${Math.round(ofWindow)} MB of scripts in a window and ${Math.round(ofProcess)} MB for each in a process, its program included.`,
    }
  } finally {
    await windows.close()
    headless.close()
    await meeting.close()
  }
}

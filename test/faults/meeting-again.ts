import { newRoom, startMeeting } from '../pages/meeting.ts'
import { howMany, type Company, type Fault } from './fault.ts'
import { startHeadless } from './headless/headless-typists.ts'
import { noWindows, openWindows } from './headless/window-typist.ts'
import type { Typist } from './headless/typist.ts'
import { pause } from './parts/writer-window.ts'

/** Milliseconds in which whoever joins has met everybody: less than a connection that came to nothing and was made anew. */
const soon = 9000
/** Milliseconds after which nobody waits any longer for whoever has not met everybody. */
const atLast = { guarded: 45_000, unguarded: 5000 }

/** @returns milliseconds until everybody meets everybody; undefined where they never do. */
async function meets(typists: readonly Typist[], within: number): Promise<number | undefined> {
  const began = Date.now()
  while (Date.now() - began < within) {
    const met = await Promise.all(typists.map((each) => each.met()))
    if (met.every((each) => each === typists.length - 1)) return Date.now() - began
    await pause(50)
  }
  return undefined
}

export const company: Company = 'alone'

/**
 * Two people stay in a huddle, and a third one joins and leaves it again and again, by the real transport: in windows of
 * Chromium, or, in the smallest size, in processes of Node's that are shown the other side's description half a second
 * late. Without protection nothing waits for that description.
 */
export const run: Fault = async ({ protection, chromium: program, folder, say, ...asked }) => {
  if (program === undefined && !asked.sample) throw new Error('there is no Chromium here')
  // Chromium makes a page 500 connections at the most before it clears away the closed ones: two for each time that the third joins.
  const rounds = howMany(asked, { sample: 2, quick: 20, whole: 200 })
  const meeting = await startMeeting()
  const headless = asked.sample ? await startHeadless(folder, [meeting.seat(), meeting.seat(), meeting.seat()], { description: protection ? 'shown late' : 'not waited for' }) : undefined
  const windows = program === undefined || asked.sample ? noWindows : await openWindows(program, meeting, 3)
  let [tried, lost, slow, longest] = [0, 0, 0, 0]
  try {
    const typists = [...windows.typists, ...(headless?.typists ?? [])]
    const [third, ...staying] = typists
    const room = newRoom()
    const within = protection ? atLast.guarded : atLast.unguarded
    for (const each of staying) await each.join(room)
    if ((await meets(staying, within)) === undefined) lost += 1
    if (!third) throw new Error('three seats')
    while (tried < rounds && lost === 0) {
      await third.join(room)
      const took = await meets(typists, within)
      tried += 1
      if (took === undefined) lost += 1
      else if (took > soon) slow += 1
      longest = Math.max(longest, took ?? 0)
      await third.leave()
      say(`${tried} of ${rounds} meetings`)
    }
    const crashed = windows.crashed() + (headless?.crashed() ?? 0)
    return {
      name: 'meeting-again',
      tried: tried + lost,
      lost,
      undetected: slow,
      crashed,
      holds: tried === rounds && lost + slow + crashed === 0,
      note: `A third person joined and left ${tried} times: ${lost} times somebody was not met at all, ${slow} times only after ${soon / 1000} s, and everybody was met after ${longest} ms at the most.`,
    }
  } finally {
    await windows.close()
    headless?.close()
    await meeting.close()
  }
}

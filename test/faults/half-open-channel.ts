import { newRoom, startMeeting } from '../pages/meeting.ts'
import { howMany, type Company, type Fault } from './fault.ts'
import { startHeadless } from './headless/headless-typists.ts'
import { pause } from './parts/writer-window.ts'

/** More than the time after which a connection that carries nothing is given up, milliseconds. */
const longEnough = 40_000
const within = { guarded: 45_000, unguarded: 4000 }

async function until(look: () => Promise<boolean>, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds
  while (Date.now() < deadline) {
    if (await look()) return true
    await pause(50)
  }
  return look()
}

export const company: Company = 'alone'

/**
 * Two people in processes of Node's, over the real transport, whose data channel stays open and carries nothing any more
 * while both write; their clocks then go on until that is noticed. Without protection no time passes for them.
 */
export const run: Fault = async ({ protection, folder, say, ...asked }) => {
  const rounds = howMany(asked, { sample: 1, quick: 3, whole: 20 })
  const meeting = await startMeeting()
  const { typists, crashed, close } = await startHeadless(folder, [meeting.seat(), meeting.seat()])
  const room = newRoom()
  let [tried, lost, written, slowest] = [0, 0, 0, 0]
  const everybodyHolds = async (): Promise<boolean> => (await Promise.all(typists.map((each) => each.held()))).every((held) => held === written)
  const key = { keys: 1, every: 0, expected: 0, patience: 0 }
  try {
    for (const each of typists) await each.join(room)
    if (!(await until(async () => (await Promise.all(typists.map((each) => each.met()))).every((met) => met === 1), within.guarded))) throw new Error('the two did not meet')
    while (tried < rounds && lost === 0) {
      for (const each of typists) await each.deafen()
      for (const each of typists) await each.type(key)
      written += typists.length
      const began = Date.now()
      if (protection) for (const each of typists) await each.passTime(longEnough)
      tried += 1
      if (!(await until(everybodyHolds, protection ? within.guarded : within.unguarded))) lost += 1
      slowest = Math.max(slowest, Date.now() - began)
      say(`${tried} of ${rounds} channels`)
    }
    return {
      name: 'half-open-channel',
      tried,
      lost,
      undetected: 0,
      crashed: crashed(),
      holds: tried === rounds && lost + crashed() === 0,
      note: `Two people wrote over ${tried} channels that neither closed nor carried anything: ${lost} times what they wrote never came, and otherwise it came over a new one ${slowest} ms after the silence was long enough.`,
    }
  } finally {
    close()
    await meeting.close()
  }
}

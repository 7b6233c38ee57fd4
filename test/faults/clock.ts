import { dayAfter, dayOf, instantOf, type CalendarDate } from '../../src/core/model/dates.ts'
import { huddleId, teamId } from '../../src/core/model/ids.ts'
import { onward } from '../../src/core/model/onward.ts'
import { workingHoursSince } from '../../src/core/model/working-time.ts'
import { finishFiling, prepareFiling } from '../../src/core/record/filing.ts'
import { verifyRecords } from '../../src/core/record/verify.ts'
import { idleRule, idleWatch } from '../../src/core/session/idle-lock.ts'
import type { Vault } from '../../src/core/vault/vault.ts'
import { recordsFolder } from '../../src/node/records-folder.ts'
import { readRecords } from '../../src/node/read-records.ts'
import { codeOf } from '../contract/vault.ts'
import { installation, storeName, type TestInstallation } from '../core/vault/installation.ts'
import { openRawStore, type RawRow } from '../fixtures/vault/raw-store.ts'
import { coSign, toFile } from '../fixtures/record/sample-folder.ts'
import { idFrom, sampleTeam, signedSample } from '../fixtures/record/sample-outcome.ts'
import type { Fault } from './fault.ts'

const second = 1000
const hour = 3600 * second
const day = 24 * hour
const noon = Date.parse('2026-11-24T12:00:00Z')

/** How a computer's clock is set while the app runs: three days off, and the hour that a wrong summer time makes. */
const settings = [-3 * day, 3 * day, -hour, hour]

interface Clocked {
  now: number
}

/** What is wrong after the clock was set by `change`, in words; nothing where all is well. */
type Case = (change: number, protection: boolean) => Promise<string | undefined>

/** Four tries in vain, then the clock is set: whoever knows the passphrase is let in within five minutes, and finds everything. */
const unlocking: Case = async (change, protection) => {
  const at: Clocked = { now: noon }
  const computer = installation({ clock: () => at.now })
  const vault = await computer.create()
  const id = 'huddle:1'
  const stored = await vault.openDoc(id)
  stored.doc.getText('t').insert(0, 'before')
  await stored.release()
  await vault.lock()
  for (let tries = 0; tries < 4; tries += 1) await codeOf(computer.keeper().unlock('somebody else’s phrase'))
  at.now += change
  const deadline = at.now + 300 * second
  let again: Vault | undefined
  while (!again && at.now <= deadline) {
    const before = await attemptsIn(computer)
    again = await computer.unlock().catch(() => undefined)
    // Without protection the wait is counted from when it began, and not on from the set clock.
    if (!protection && !again) await attemptsIn(computer, before)
    at.now += 10 * second
  }
  if (!again) return 'the vault stayed shut'
  const reopened = await again.openDoc(id)
  const text = reopened.doc.getText('t').toJSON()
  await reopened.release()
  await again.lock()
  return text === 'before' ? undefined : 'what was written is gone'
}

/** What the store keeps of tries in vain; put back as it was where `row` is given. */
async function attemptsIn({ parts }: TestInstallation, row?: RawRow): Promise<RawRow | undefined> {
  const raw = await openRawStore(storeName, parts)
  if (row) await raw.put('keyring', row)
  const found = (await raw.rows('keyring')).find(({ id }) => id === 'attempts')
  raw.close()
  return found
}

/** A window that nobody uses locks after its time, whatever becomes of the clock. */
const locking: Case = async (change, protection) => {
  const at: Clocked = { now: noon }
  const clock = (): number => at.now
  const watch = idleWatch(protection ? onward(clock) : clock)
  const rule = idleRule(5)
  at.now += change
  for (let seconds = 0; seconds <= 5 * 60; seconds += 1) {
    if (watch.look(rule).kind === 'lock') return undefined
    at.now += second
  }
  return 'an unused window stayed open'
}

/** A huddle is filed, the clock is set, another one is filed: the record holds. */
const filing =
  (folder: string): Case =>
  async (change) => {
    const records = `${folder}/${change}`
    const calls = recordsFolder({ folder: () => records, remember: async () => undefined })
    for (const [index, at] of [noon, noon + change].entries()) {
      const prepared = await prepareFiling({
        ledgerNow: (await calls['records.ledger'](null)).content,
        outcomes: [await toFile(await signedSample(index + 1))],
        huddle: huddleId.parse(idFrom(0xc001)),
        team: teamId.parse(idFrom(0xd001)),
        at: instantOf(at),
        secret: (await sampleTeam()).nurse.signingSecret,
      })
      if (prepared.proposal) await calls['records.file'](await finishFiling(prepared, await coSign(prepared.proposal)))
    }
    const { ok, counts } = await verifyRecords(await readRecords(records))
    return ok && counts.packages === 2 ? undefined : 'the record does not hold'
  }

/** The day in London, by another way than the app's own. */
const londonDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' })

/** Through a week in which the clocks change, every half hour: days follow each other, and working time never runs back. */
function summerTime(from: string): string[] {
  const wrong: string[] = []
  const first = Date.parse(from)
  let waited = 0
  for (let now = first; now < first + 7 * day; now += hour / 2) {
    const today: CalendarDate = dayOf(now)
    if (today !== londonDay.format(now)) wrong.push(`${new Date(now).toISOString()} is taken for ${today}`)
    const [before, after] = [dayAfter(now, -1), dayAfter(now, 1)]
    if (Date.parse(after) - Date.parse(before) !== 2 * day) wrong.push(`around ${today} come ${before} and ${after}`)
    const hours = workingHoursSince(dayOf(first), now)
    if (hours < waited || hours > waited + 8) wrong.push(`working hours went from ${waited} to ${hours} at ${new Date(now).toISOString()}`)
    waited = hours
  }
  return wrong
}

/** The computer's clock is set three days off and an hour off, back and forward, at each point where the app counts on it; and the clocks change. */
export const run: Fault = async ({ protection, folder, say }) => {
  const cases: readonly Case[] = [unlocking, locking, filing(folder)]
  const wrong: string[] = []
  let tried = 0
  for (const each of cases) {
    for (const change of settings) {
      tried += 1
      const found = await each(change, protection)
      if (found !== undefined) wrong.push(`${found} (clock set by ${change / hour} hours)`)
      say(`${tried} of ${cases.length * settings.length} settings`)
    }
  }
  const zone = process.env['TZ']
  process.env['TZ'] = 'Europe/London'
  for (const week of ['2026-03-26T00:00:00Z', '2026-10-22T00:00:00Z']) {
    tried += 1
    wrong.push(...summerTime(week).slice(0, 3))
  }
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
  return {
    name: 'clock',
    tried,
    lost: 0,
    undetected: wrong.length,
    crashed: 0,
    holds: wrong.length === 0,
    note: wrong.length === 0 ? `The clock was set ${settings.length} ways at ${cases.length} points, and changed to and from summer time: people get in, windows lock, records hold.` : `${wrong.slice(0, 3).join('; ')}.`,
  }
}

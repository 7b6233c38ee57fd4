import { clockTime, instantOf } from '../../../core/model/dates.ts'
import type { RoomState } from '../../../core/session/live-huddle.ts'
import { listed } from './words.ts'

/** Somebody who does not hold everything for so long is said to be behind, milliseconds. */
const behindAfter = 10_000

const inWords = (count: number): string => ['none', 'one', 'two', 'three', 'four', 'five'][count] ?? String(count)

/**
 * How far what is written here has come: counted, never “connected”.
 * @param present devices of the people who have come to the huddle and not left it: whoever of them cannot be reached counts too
 */
export function sharedInWords({ peers, holding, offlineSince, notAdmitted, away }: RoomState, online: boolean, present: ReadonlySet<string>): string {
  const since = offlineSince === undefined ? '' : ` since ${clockTime(instantOf(offlineSince))}`
  if (!online) return `Working offline${since}: what you write is shared when you go online`
  if (notAdmitted) return `Not shared${since}: ${notAdmitted.happened} ${notAdmitted.kept} ${notAdmitted.todo}`
  if (offlineSince !== undefined) return `Offline${since}: what you write is shared when the others can be reached`
  const missing = away.filter(({ device }) => present.has(device))
  const [first] = missing.toSorted((a, b) => a.since - b.since)
  if (!first) return peers === 0 ? 'Nobody else is here' : `Shared with ${holding} of ${peers}`
  const offline = `${inWords(missing.length)} ${missing.length === 1 ? 'is' : 'are'} offline since ${clockTime(instantOf(first.since))}`
  return `Shared with ${holding} of ${peers + missing.length} (${offline})`
}

/** Who is here and has not had everything for a while; '' where everybody keeps up. */
export function behindInWords({ here }: RoomState, now: number): string {
  const behind = here.filter(({ holds, since }) => !holds && now - since > behindAfter)
  if (behind.length === 0) return ''
  return `${listed(behind.map(({ name }) => name))} ${behind.length === 1 ? 'has' : 'have'} not received everything yet; it is being sent again`
}

/** What was left out of what a peer sent, and that nothing here was changed by it; '' where there was nothing. */
export function refusedInWords({ refused }: RoomState): string {
  const sentences = refused.map(({ name, changes }) => `${changes === 1 ? 'One change' : `${changes} changes`} from ${name} did not fit and ${changes === 1 ? 'was' : 'were'} left out; your document is as it was`)
  return sentences.join('. ')
}

import { clinicalDate, clockTime, dayOf, instantOf } from '../../../core/model/dates.ts'
import type { Finding } from '../../../core/session/vault-desk.ts'

const things: Readonly<Record<string, string>> = {
  people: 'a person in the caseload',
  rooms: 'where a person’s document is met',
  huddles: 'a huddle',
  outcomes: 'an outcome',
  actions: 'an action',
  audit: 'an entry of who looked at what',
  profile: 'your staff card',
  snapshots: 'a document',
  updates: 'a change of a document',
  receipts: 'a receipt of an erasure',
  keys: 'the keys of some people',
  rolls: 'the account of which entry is the newest',
  keyring: 'the keyring',
}

/** `An action was damaged and is set aside, since 24-Nov-2026 14:02.` */
export function findingInWords({ kind, table, because, at }: Finding): string {
  const thing = things[table] ?? 'an entry'
  const since = `${clinicalDate(dayOf(at))} ${clockTime(instantOf(at))}`
  const what = `${thing.slice(0, 1).toUpperCase()}${thing.slice(1)}`
  if (because === 'restored') return `${what}: it was damaged or gone, and came back from a copy (${since}).`
  if (kind === 'mended') return `${what}: one copy was damaged, and was written again from what is sound (${since}).`
  if (kind === 'missing') return `${what}: it was here before and is gone (noticed ${since}).`
  return `${what}: ${because === 'older-version' ? 'an older version was put back in its place' : because === 'no-key' ? 'its key is gone' : 'it was damaged'}, so it is set aside (${since}).`
}

import { expect } from 'vitest'
import type { Host } from '../../../src/core/host.ts'
import { memberId, newId } from '../../../src/core/model/ids.ts'
import type { CardFields, Desk, Session } from '../../../src/core/session/session.ts'
import { cardOf, deskOf, westLeeds, type colleagues } from './colleagues.ts'
import { effects } from './effects.ts'

export const passphrase = 'four unrelated quiet words'

export const rosterOf = ({ rosters }: Desk) => {
  const standing = rosters.standing.get()
  if (!standing) throw new Error('no roster')
  return standing.roster
}

export async function newSession(from: ReturnType<typeof colleagues>, name: string, change: Partial<CardFields> = {}, host?: Host): Promise<Session> {
  return foundsTeam(await from.newcomer(host), name, change)
}

/** Somebody in a window of their own, who begins with a team of one. */
export async function foundsTeam(session: Session, name: string, change: Partial<CardFields> = {}): Promise<Session> {
  await session.createTeam({ ...westLeeds, name: `${name}’s hub` }, cardOf(name, change), passphrase)
  return session
}

export const newDesk = async (from: ReturnType<typeof colleagues>, name: string): Promise<Desk> => deskOf(await newSession(from, name))

/** `lead` adds them by their request. */
export async function isAddedAt(newcomer: Desk, lead: Desk): Promise<void> {
  const card = await lead.rosters.readRequest(await newcomer.rosters.askToJoin())
  await lead.rosters.change({ kind: 'add-member', id: newId(memberId, effects.random), card })
}

/** `lead` adds them, and they accept the roster that comes back. */
export async function joins(newcomer: Desk, lead: Desk): Promise<void> {
  await isAddedAt(newcomer, lead)
  expect(await newcomer.rosters.take(rosterOf(lead).text)).toBe('offered')
  await newcomer.rosters.accept()
}

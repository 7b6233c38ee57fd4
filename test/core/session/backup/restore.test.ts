import { describe, expect, it } from 'vitest'
import { memoryHost, type MemoryHost } from '../../../../src/core/memory-host.ts'
import type { Desk, Session } from '../../../../src/core/session/session.ts'
import type { BackupWatch, RestoreWatch } from '../../../../src/core/session/backup/backup-desk.ts'
import { calendarDate } from '../../../../src/core/model/dates.ts'
import { planDirectory } from '../../../../src/core/model/directory-import.ts'
import { codeOf } from '../../../contract/vault.ts'
import { sourceOf } from '../../../fixtures/vault/backups.ts'
import { aPerson } from '../../model/people.ts'
import { asRead, aService } from '../../model/services.ts'
import { cardOf, colleagues, deskOf, westLeeds } from '../colleagues.ts'

const passphrase = 'four unrelated quiet words'
const secret = { kind: 'passphrase', passphrase } as const
const unwatched: RestoreWatch & BackupWatch = { onProgress: () => undefined, signal: new AbortController().signal }

interface Computer {
  readonly session: Session
  readonly desk: Desk
  readonly host: MemoryHost
}

async function computerOf(name = 'Nadia Clegg'): Promise<Computer> {
  const host = memoryHost()
  const session = await colleagues().newcomer(host)
  await session.createTeam(westLeeds, cardOf(name), passphrase)
  return { session, desk: deskOf(session), host }
}

async function backupOf({ desk, host }: Computer) {
  const made = await desk.makeBackup(unwatched)
  return { made, source: sourceOf(host.backups.get(made.name) ?? new Uint8Array()) }
}

const addTo = ({ desk }: Computer, ...people: ReturnType<typeof aPerson>[]) => desk.importPeople({ add: people, update: [], known: [], unchanged: 0 })
const gone = aPerson({ step: 'Moved on', updatedAt: '1990-01-01T09:00:00.000Z', referredOn: '1989-06-01' })
const [declan, una] = [aPerson(), aPerson({ id: 'b'.repeat(32), familyName: 'Quist', givenName: 'Una', nhsNumber: { kind: 'absent', reason: 'Not yet traced' } })]

describe('a backup, at the desk', () => {
  it('[V90] is called made only once it was read back; one that was stopped or failed leaves nothing', async () => {
    const computer = await computerOf()
    await addTo(computer, declan)
    const steps = new Set<string>()
    const made = await computer.desk.makeBackup({ ...unwatched, onProgress: (step) => steps.add(step) })
    expect([...steps]).toEqual(['writing', 'reading back'])
    expect(made).toMatchObject({ folder: 'memory backups', damaged: 0, name: expect.stringMatching(/^MDT-Huddle_\d{4}-\d{2}-\d{2}_\d{4}_[0-9a-f]{6}\.mdtbackup$/) })
    expect([...computer.host.backups.keys()]).toEqual([made.name])
    const stopping = new AbortController()
    expect(await codeOf(computer.desk.makeBackup({ signal: stopping.signal, onProgress: (step) => step === 'reading back' && stopping.abort() }))).toBe('stopped')
    computer.host.breakRecords('disk-full')
    expect(await codeOf(computer.desk.makeBackup(unwatched))).toBe('disk-full')
    expect([...computer.host.backups.keys()]).toEqual([made.name])
    expect((await computer.desk.readTrail()).map(({ kind }) => kind)).toContain('backed-up')
  })

  it('[V93] restores on an empty computer: the team, the people, their story, and the same passphrase', async () => {
    const old = await computerOf()
    await addTo(old, declan)
    await old.desk.startHuddle('Daily huddle', [{ id: declan.id, reason: 'Raised by a member' }])
    await old.desk.live.get()?.leave()
    const { source, made } = await backupOf(old)
    const session = await colleagues().newcomer()
    const result = await session.restore(source, secret, undefined, unwatched)
    expect(result).toMatchObject({ team: westLeeds.name, by: 'Nadia Clegg', entries: made.entries, notUnderstood: 0 })
    const desk = deskOf(session)
    expect([desk.people.get(), desk.huddles.get()]).toEqual([old.desk.people.get(), old.desk.huddles.get()])
    expect(desk.profile.get().card).toEqual(old.desk.profile.get().card)
    await desk.lock()
    await session.unlock(passphrase)
    expect(deskOf(session).people.get()).toEqual([declan])
  })

  it('[D210] brings the directory back, and put into one that knows the same services it doubles none', async () => {
    const old = await computerOf()
    const plan = planDirectory({ read: [asRead(aService())], existing: [], directory: 'West side', whole: true, today: calendarDate.parse('2026-12-01') })
    await old.desk.directory.importServices(plan)
    const { source } = await backupOf(old)
    const host = memoryHost()
    const session = await colleagues().newcomer(host)
    await session.restore(source, secret, undefined, unwatched)
    const { directory } = deskOf(session)
    await directory.load()
    expect(directory.services.get()).toEqual(old.desk.directory.services.get())
    await directory.importServices(plan)
    await old.desk.restoreBackup((await backupOf({ session, desk: deskOf(session), host })).source, secret, unwatched)
    expect(old.desk.directory.services.get()).toEqual(directory.services.get())
    expect(old.desk.directory.services.get()).toHaveLength(1)
  })

  it('[V93] with the recovery code a new passphrase takes the place of the lost one, and the code goes on', async () => {
    const old = await computerOf()
    const { code, keep } = await old.desk.makeRecoveryCode(passphrase)
    await keep()
    const { source } = await backupOf(old)
    const session = await colleagues().newcomer()
    await session.restore(source, { kind: 'code', code }, 'five other quiet words', unwatched)
    await deskOf(session).lock()
    await session.unlock('five other quiet words')
    await deskOf(session).lock()
    await session.recover(code, passphrase)
    expect(deskOf(session).people.get()).toEqual([])
  })

  it('[V94] a file that does not hold to its end changes nothing, on an empty computer and on a full one', async () => {
    const old = await computerOf()
    await addTo(old, declan)
    const { source } = await backupOf(old)
    const whole = await source.read(0, source.size)
    const broken = [sourceOf(whole.with(whole.length - 3, (whole.at(-3) ?? 0) ^ 1)), sourceOf(whole.slice(0, -40)), sourceOf(new Uint8Array(2000))]
    const [empty, full] = [await colleagues().newcomer(), await computerOf('Sam Tidwell')]
    await addTo(full, una)
    for (const each of broken) {
      expect(await codeOf(empty.restore(each, secret, undefined, unwatched))).toMatch(/damaged-backup|not-a-backup/)
      expect(await codeOf(full.desk.restoreBackup(each, secret, unwatched))).toMatch(/damaged-backup|not-a-backup/)
    }
    expect(empty.phase.get()).toEqual({ kind: 'new' })
    expect(full.desk.people.get()).toEqual([una])
    const stopping = new AbortController()
    stopping.abort()
    expect(await codeOf(full.desk.restoreBackup(source, secret, { ...unwatched, signal: stopping.signal }))).toBe('stopped')
  })

  it('[V97] whoever was erased since stays erased, and is not named on any agenda', async () => {
    const computer = await computerOf()
    await addTo(computer, gone, una)
    await computer.desk.startHuddle('Daily huddle', [gone, una].map(({ id }) => ({ id, reason: 'Raised by a member' as const })))
    await computer.desk.live.get()?.leave()
    const { source } = await backupOf(computer)
    await computer.desk.erasePerson(gone.id, 'The time to keep this has ended')
    const agenda = () => computer.desk.huddles.get().flatMap((huddle) => huddle.agenda.map(({ initials }) => initials))
    expect(agenda()).toEqual(['Erased', 'U. Q.'])
    const result = await computer.desk.restoreBackup(source, secret, unwatched)
    expect(result.ofErased).toBeGreaterThan(2)
    expect(computer.desk.people.get()).toEqual([una])
    expect(agenda()).toEqual(['Erased', 'U. Q.'])
    expect(await computer.desk.erasures()).toHaveLength(1)
  })

  it('[V97] whoever a backup says was erased is erased here, but not under a legal hold', async () => {
    const [one, other] = [await computerOf(), await computerOf('Sam Tidwell')]
    for (const each of [one, other]) await addTo(each, gone, una)
    await one.desk.erasePerson(gone.id, 'The time to keep this has ended')
    const { source } = await backupOf(one)
    await other.desk.setLegalHold(gone.id, 'An inquest')
    expect(await codeOf(other.desk.restoreBackup(source, secret, unwatched))).toBe('erased-under-hold')
    expect(other.desk.people.get()).toHaveLength(2)
    await other.desk.liftLegalHold(gone.id, 'The inquest is over')
    await other.desk.restoreBackup(source, secret, unwatched)
    expect(other.desk.people.get()).toEqual([una])
    expect(await other.desk.erasures()).toEqual(await one.desk.erasures())
  })

  it('[V95] into a computer that is in use it merges: both keep what they had, the newer of each, and who one is stays', async () => {
    const [one, other] = [await computerOf(), await computerOf('Sam Tidwell')]
    await addTo(one, { ...declan, area: 'East Leeds', updatedAt: '2026-11-23T09:00:00.000Z' as never })
    await addTo(other, declan, una)
    const mine = other.desk.profile.get()
    const { source } = await backupOf(one)
    const first = await other.desk.restoreBackup(source, secret, unwatched)
    expect(other.desk.people.get().map(({ familyName, area }) => `${familyName}: ${area}`)).toEqual([`${declan.familyName}: East Leeds`, `${una.familyName}: ${una.area}`])
    expect(other.desk.profile.get()).toEqual(mine)
    expect(first.broughtBack).toBeGreaterThan(0)
    const back = await backupOf(other)
    await one.desk.restoreBackup(back.source, secret, unwatched)
    expect(one.desk.people.get()).toEqual(other.desk.people.get())
    expect((await one.desk.restoreBackup(source, secret, unwatched)).entries).toBe(first.entries)
    expect(one.desk.people.get()).toEqual(other.desk.people.get())
  })
})

import { cell } from '../model/observable.ts'
import { teamId, newId, type HuddleId } from '../model/ids.ts'
import { ProblemError } from '../model/problem.ts'
import type { Profile } from '../model/profile.ts'
import { team as teamParser, type Team } from '../model/team.ts'
import type { Vault, VaultKeeper } from '../vault/vault.ts'
import type { SessionParts } from './parts.ts'
import type { CardFields, Phase, Session, TeamFields } from './session.ts'

/** What is needed once somebody is let in, and not before: all of the desk. */
const loadInside = () => import('./inside.ts')

/** Starts the app's core: looks which store there is and waits for somebody to open it. */
export async function openSession(parts: SessionParts): Promise<Session> {
  const phase = cell<Phase>({ kind: 'starting' })
  const keeper = parts.vaultKeeper('team')
  const practiceKeeper = parts.vaultKeeper('practice')

  /** The huddle that was locked away in this window, by the vault that holds it. */
  const places = new Map<VaultKeeper, HuddleId>()

  async function sit(at: VaultKeeper, vault: Vault, profile: Profile): Promise<void> {
    const resume = places.get(at)
    places.delete(at)
    const { openDesk } = await loadInside()
    const opening = openDesk(parts, vault, profile, {
      guest: false,
      keeper: at,
      resume,
      async closed(closed) {
        if (closed.how === 'removed') await practiceKeeper.destroy()
        else if (closed.place) places.set(at, closed.place)
        await look()
      },
    })
    const desk = await opening.catch(async (error: unknown) => {
      await vault.lock()
      throw error
    })
    phase.set({ kind: 'open', desk })
  }

  async function look(): Promise<void> {
    if (parts.guestOnly) return phase.set({ kind: 'new' })
    const presence = await keeper.presence()
    if (presence === 'locked') return phase.set({ kind: 'locked' })
    const practice = (await practiceKeeper.presence()) === 'locked'
    const [copy] = presence === 'emptied' ? await keeper.copies() : []
    phase.set(copy ? { kind: 'emptied', copy, practice } : { kind: practice ? 'locked-practice' : 'new' })
  }

  async function makeProfile(team: Team, card: CardFields, guest: boolean): Promise<Profile> {
    const { makeDevice } = await loadInside()
    const device = await makeDevice(parts.effects, { ...card, guest })
    return { ...device, team, lastHereAt: parts.effects.clock() }
  }

  async function unlockWith(at: VaultKeeper, vault: Vault): Promise<void> {
    const profile = await vault.profile.get()
    if (!profile) {
      await vault.lock()
      throw unfinished()
    }
    await sit(at, vault, profile)
  }

  /** Sets up: a vault is there with its first rows or not at all, and what fails after that is gone on with by unlocking. */
  async function begin(at: VaultKeeper, passphrase: string, fill: (vault: Vault) => Promise<Profile>): Promise<void> {
    try {
      let profile: Profile | undefined
      const vault = await at.create(passphrase, async (filling) => {
        profile = await fill(filling)
      })
      if (!profile) throw unfinished()
      await sit(at, vault, profile)
    } catch (error) {
      if ((await at.presence()) === 'locked') await look()
      throw error
    }
  }
  const beginWith = (profile: Profile, passphrase: string): Promise<void> =>
    begin(keeper, passphrase, async (filling) => {
      await filling.profile.put(profile)
      return profile
    })

  await look()
  return {
    phase,
    createTeam: async (fields, card, passphrase) => beginWith(await makeProfile(newTeam(fields, false, parts), card, false), passphrase),
    async joinTeam(card, passphrase) {
      const standIn = newTeam({ name: 'No team yet', area: '', holder: card.organisationKind, contact: '', crisisContact: '', quorum: 1 }, false, parts)
      await beginWith({ ...(await makeProfile(standIn, card, false)), joining: true }, passphrase)
    },
    async startPractice() {
      const { practisePassphrase: passphrase, writePractice } = await import('./practice.ts')
      if ((await practiceKeeper.presence()) === 'locked') {
        await unlockWith(practiceKeeper, await practiceKeeper.unlock(passphrase))
        return
      }
      await begin(practiceKeeper, passphrase, (filling) => writePractice(filling, parts.effects))
    },
    expectPassphrase: () => keeper.expectPassphrase(),
    async unlock(passphrase) {
      // On its way while the passphrase is stretched; a failure is met, and said, where it is used.
      loadInside().catch(() => undefined)
      await unlockWith(keeper, await keeper.unlock(passphrase))
    },
    async recover(code, passphrase) {
      await unlockWith(keeper, await keeper.recover(code, passphrase))
    },
    async unlockWithComputer() {
      await unlockWith(keeper, await keeper.unlockWithComputer())
    },
    async restore(source, secret, passphrase, watch) {
      const { restoreNew } = await import('./backup/restore-new.ts')
      const { vault, profile, result } = await restoreNew(keeper, source, secret, passphrase, watch)
      await sit(keeper, vault, profile)
      return result
    },
    async bringBack(passphrase) {
      await keeper.bringBack(passphrase)
      if (passphrase === undefined) return look()
      try {
        await unlockWith(keeper, await keeper.unlock(passphrase))
      } catch (error) {
        // It is back, and can be opened from the lock screen in whichever way.
        await look()
        throw error
      }
    },
    waysIn: () => keeper.waysIn(),
    async joinAsGuest(code, card) {
      const { openDesk, openInvite } = await loadInside()
      const invite = await openInvite(code, parts.effects.clock(), undefined)
      const hostTeam = { name: invite.team, area: '', holder: card.organisationKind, contact: '', crisisContact: '', quorum: 1 }
      const vault = await parts.guestVault()
      const profile = await makeProfile(newTeam(hostTeam, invite.practice, parts), card, true)
      await vault.profile.put(profile)
      const desk = await openDesk(parts, vault, profile, { guest: true, keeper: undefined, resume: undefined, closed: look })
      await desk.joinHuddle(code)
      phase.set({ kind: 'open', desk })
    },
  }
}

function newTeam(fields: TeamFields, practice: boolean, { effects }: SessionParts): Team {
  return teamParser.parse({ ...fields, id: newId(teamId, effects.random), practice })
}

function unfinished(): ProblemError {
  return new ProblemError({
    code: 'unfinished-vault',
    happened: 'The store on this computer was made but never finished: it has no team in it.',
    kept: 'It holds no people, huddles or outcomes.',
    todo: 'Ask whoever looks after MDT Huddle for your team to remove it, then set up again.',
  })
}

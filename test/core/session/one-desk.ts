import { vi, type Mock } from 'vitest'
import { memoryHost, type MemoryHost } from '../../../src/core/memory-host.ts'
import { cell, type Cell } from '../../../src/core/model/observable.ts'
import type { FiledOutcome } from '../../../src/core/model/filed-outcome.ts'
import type { IceServer } from '../../../src/core/model/meeting-servers.ts'
import type { Person, SharingAgreement } from '../../../src/core/model/person.ts'
import { person as personParser } from '../../../src/core/model/person.ts'
import type { Profile } from '../../../src/core/model/profile.ts'
import { openDesk } from '../../../src/core/session/open-desk.ts'
import type { Desk } from '../../../src/core/session/session.ts'
import { handsHere } from '../../../src/core/sync/gate/gate-hands.ts'
import { memoryNetwork } from '../../../src/core/sync/memory-transport.ts'
import type { IndexedDbParts } from '../../../src/core/vault/database.ts'
import { memoryVault } from '../../../src/core/vault/memory-vault.ts'
import type { Vault } from '../../../src/core/vault/vault.ts'
import { sampleTeam, signedSample } from '../../fixtures/record/sample-outcome.ts'
import { contentRules } from '../../contract/gate-rules.ts'
import { readFonts } from '../record/fonts.ts'
import { installation } from '../vault/installation.ts'
import { effects } from './effects.ts'

export interface OneDesk {
  readonly desk: Desk
  readonly host: MemoryHost
  readonly vault: Vault
  readonly network: Cell<boolean>
  /** How often something has been typeset. */
  readonly fonts: Mock<typeof readFonts>
  readonly filed: FiledOutcome
  /** Where the vault is kept. */
  readonly parts: IndexedDbParts
  /** The STUN and TURN servers that each transport was made with. */
  readonly transports: (readonly IceServer[])[]
  /** The same vault, opened again as after a restart. */
  reopen(): Promise<Desk>
}

/** A nurse's desk that holds one signed outcome, and the person whom it is about. */
export async function oneDesk(agreement: SharingAgreement = { kind: 'agreed', with: ['Council', 'VCFSE'] }, now?: () => number): Promise<OneDesk> {
  const { nurse } = await sampleTeam()
  const { outcome, payload, answers } = await signedSample(1, { agreement })
  const filed: FiledOutcome = { id: outcome.id, outcome, payload, answers }
  const [host, network] = [memoryHost(), cell(true)]
  const { parts, create } = installation()
  const vault = await create()
  const profile: Profile = { ...nurse, team: outcome.team, lastHereAt: 0 }
  await vault.outcomes.put([filed])
  await vault.people.put([personOf(outcome.person, agreement)])
  const clocked = now ? { ...effects, clock: now } : effects
  const transports: (readonly IceServer[])[] = []
  const fonts = vi.fn<typeof readFonts>(readFonts)
  const reopen = (): Promise<Desk> =>
    openDesk(
      {
        host,
        effects: clocked,
        vaultKeeper: () => {
          throw new Error('the vault is open')
        },
        guestVault: async () => memoryVault(),
        makeTransport: async (_signalling, member, iceServers) => {
          transports.push(iceServers)
          return memoryNetwork().transport({ member, clock: clocked.clock, hands: handsHere(contentRules) })
        },
        askAdmission: () => Promise.resolve(),
        fonts,
        network,
        guestOnly: false,
      },
      vault,
      profile,
      { guest: false, keeper: undefined, resume: undefined, closed: () => Promise.resolve() },
    )
  return { desk: await reopen(), host, vault, network, fonts, filed, parts, transports, reopen }
}

const personOf = (identity: FiledOutcome['outcome']['person'], agreement: SharingAgreement): Person =>
  personParser.parse({
    ...identity,
    pronouns: '',
    gpPractice: 'B86001',
    area: 'West Leeds',
    referredOn: '2026-11-02',
    referralSource: 'Self',
    referralRoute: 'Phone',
    step: 'Active',
    keyworker: '',
    contactPreference: 'Phone',
    language: 'English',
    interpreter: false,
    agreement,
    updatedAt: '2026-11-02T10:00:00.000Z',
  })

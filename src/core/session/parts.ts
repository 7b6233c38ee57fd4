import type { Host } from '../host.ts'
import type { Effects } from '../model/effects.ts'
import type { IceServer } from '../model/meeting-servers.ts'
import type { Observable } from '../model/observable.ts'
import type { PdfFonts } from '../record/pdf/fonts.ts'
import type { Membership } from '../sync/member.ts'
import type { Transport } from '../sync/transport.ts'
import type { Vault, VaultKeeper } from '../vault/vault.ts'

/** Everything that a session takes from outside; whoever starts it chooses the real or the in-memory kind of each. */
export interface SessionParts {
  readonly host: Host
  readonly effects: Effects
  /** The store of a real team, or of the practice team: never the same. */
  readonly vaultKeeper: (store: 'team' | 'practice') => VaultKeeper
  /** A vault that keeps nothing, for a guest. */
  readonly guestVault: () => Promise<Vault>
  readonly makeTransport: (signalling: readonly string[], member: Membership, iceServers: readonly IceServer[]) => Promise<Transport>
  /** Asks a meeting point whether a ticket holds. @throws {ProblemError} */
  readonly askAdmission: (signalling: string) => Promise<void>
  /** The typefaces of the printed outcome, fetched when the first one is made. */
  readonly fonts: () => Promise<PdfFonts>
  /** Whether this device has any network, as its system says. */
  readonly network: Observable<boolean>
  /** A window that only ever takes a guest's seat looks at no store. */
  readonly guestOnly: boolean
}

export type { PdfFonts }

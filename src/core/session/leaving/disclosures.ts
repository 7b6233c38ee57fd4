import { fromBase64url, toBase64url } from '../../model/bytes.ts'
import { instantOf } from '../../model/dates.ts'
import type { ExportNote } from '../../model/export-note.ts'
import { addendumId, entryId, newId, type AddendumId } from '../../model/ids.ts'
import type { Disclosure } from '../../model/leaving.ts'
import { recipientInWords, type Recipient } from '../../model/recipient.ts'
import { loadDigest } from '../../record/digest.ts'
import { addToRecord } from '../add-to-record.ts'
import type { DeskParts } from '../desk-parts.ts'
import type { Vault } from '../../vault/vault.ts'
import { tryEach } from '../try-each.ts'
import type { MadeFile } from './leaving.ts'

export type Left = Pick<Disclosure, 'outcome' | 'person' | 'what' | 'to' | 'way' | 'allowedBy'> & {
  /** Made from whatever sent it, where that may note it twice. */
  readonly id?: AddendumId
  readonly files: readonly MadeFile[]
}

type Parts = Pick<DeskParts, 'host' | 'vault' | 'effects' | 'profile' | 'report' | 'ledgers'>

/** Notes that something left: in the vault and in the list of who saw and sent what at once, and in the ledger as soon as the records folder can be written. One `id` is noted once. */
export async function noteDisclosure(parts: Parts, { id = newId(addendumId, parts.effects.random), files, ...left }: Left): Promise<void> {
  const { vault, effects, profile } = parts
  const digest = await loadDigest()
  const at = instantOf(effects.clock())
  const by = profile.get().card.name
  const noted: Disclosure = {
    ...left,
    id,
    by,
    at,
    files: files.map(({ name, content }) => ({ name, length: content.length, digest: digest(content) })),
    ledger: { kind: 'waiting', sent: files.map(({ name, content }) => ({ name, content: toBase64url(content) })) },
  }
  await vault.disclosures.change([id], (now) => (now ? undefined : noted))
  await listWhatLeft(vault, [(await vault.disclosures.get(id)) ?? noted])
  await placeInLedger(parts).catch(parts.report)
}

/** Puts into the list of who saw and sent what each that was noted just before this window was cut off: its place in the ledger comes after. */
export async function listUnlisted({ vault }: Parts): Promise<void> {
  await listWhatLeft(vault, (await vault.disclosures.all()).filter(({ ledger }) => ledger.kind === 'waiting'))
}

/** Each once: its entry has the id of what it tells of. */
async function listWhatLeft(vault: Vault, disclosures: readonly Disclosure[]): Promise<void> {
  await vault.audit.takeIn(
    disclosures.map(({ id, at, by, person, what, to, way }) => ({
      id: entryId.parse(id),
      entry: { at, by, kind: 'shared', person, detail: `${what === 'letter' ? 'Letter' : 'Outcome'} to ${recipientInWords(to)}, ${way}`.slice(0, 500) },
    })),
  )
}

/** Writes into the ledger every disclosure that is not there yet. @throws {ProblemError} whatever keeps the folder from being written, once all were tried. */
export async function placeInLedger({ host, vault, effects, profile, ledgers }: Parts): Promise<void> {
  const waiting = (await vault.disclosures.all()).flatMap((each) =>
    each.ledger.kind === 'waiting' ? [{ each, sent: each.ledger.sent.map(({ name, content }) => ({ name, content: fromBase64url(content) })) }] : [],
  )
  await tryEach(waiting, async ({ each, sent }) => {
    const { placed } = await addToRecord({ host, effects, ledgers, profile: profile.get() }, [{ kind: 'export', note: noteOf(each), sent }])
    const line = placed.find(({ id }) => id === each.id)?.line
    if (line !== undefined) await vault.disclosures.change([each.id], (now = each) => ({ ...now, ledger: { kind: 'placed', line } }))
  })
}

const noteOf = ({ id, person, what, outcome, to, way, allowedBy }: Disclosure): Omit<ExportNote, 'by' | 'at' | 'files'> => ({
  id,
  about: { kind: 'person', person },
  what,
  outcomes: [outcome],
  recipient: { kind: kindOf(to), name: to.kind === 'person' ? 'The person' : to.name },
  way,
  allowedBy,
})

function kindOf(to: Recipient): ExportNote['recipient']['kind'] {
  switch (to.kind) {
    case 'person':
      return 'The person'
    case 'gp':
      return 'GP'
    case 'organisation':
      return to.organisation
    case 'record-system':
      return 'Record system'
  }
}

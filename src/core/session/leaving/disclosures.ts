import { fromBase64url, toBase64url } from '../../model/bytes.ts'
import { instantOf } from '../../model/dates.ts'
import type { ExportNote } from '../../model/export-note.ts'
import { addendumId, newId, type AddendumId } from '../../model/ids.ts'
import type { Disclosure } from '../../model/leaving.ts'
import { recipientInWords, type Recipient } from '../../model/recipient.ts'
import { loadDigest } from '../../record/digest.ts'
import { addToRecord } from '../add-to-record.ts'
import type { DeskParts } from '../desk-parts.ts'
import { tryEach } from '../try-each.ts'
import type { MadeFile } from './leaving.ts'

export type Left = Pick<Disclosure, 'outcome' | 'person' | 'what' | 'to' | 'way' | 'allowedBy'> & {
  /** Made from whatever sent it, where that may note it twice. */
  readonly id?: AddendumId
  readonly files: readonly MadeFile[]
}

type Parts = Pick<DeskParts, 'host' | 'vault' | 'effects' | 'profile' | 'report' | 'ledgers'>

/** Notes that something left: in the vault at once, and in the ledger as soon as the records folder can be written. One `id` is noted once. */
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
  const fresh = await vault.disclosures.change([id], (now) => (now ? undefined : noted))
  if (fresh.length > 0) await vault.audit.add({ at, by, kind: 'shared', person: left.person, detail: `${left.what === 'letter' ? 'Letter' : 'Outcome'} to ${recipientInWords(left.to)}, ${left.way}`.slice(0, 500) })
  await placeInLedger(parts).catch(parts.report)
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

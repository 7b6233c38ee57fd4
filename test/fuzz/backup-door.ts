import { sameBytes } from '../../src/core/model/bytes.ts'
import { teamId } from '../../src/core/model/ids.ts'
import type { Profile } from '../../src/core/model/profile.ts'
import { canonicalText } from '../../src/core/record/canonical.ts'
import { restoreNew } from '../../src/core/session/backup/restore-new.ts'
import { loadSodium, type Sodium } from '../../src/core/vault/sodium.ts'
import type { Vault } from '../../src/core/vault/vault.ts'
import { westLeeds } from '../core/session/colleagues.ts'
import { installation, passphrase } from '../core/vault/installation.ts'
import { sampleTeam } from '../fixtures/record/sample-outcome.ts'
import { backUp, sourceOf } from '../fixtures/vault/backups.ts'
import { actionRow, personIdAt, personRow } from '../fixtures/vault/rows.ts'
import { taken, type Door } from './door.ts'

const noteId = `person:${personIdAt(1)}`

async function aProfile(): Promise<Profile> {
  const { card, signingSecret } = (await sampleTeam()).nurse
  return { card, signingSecret, sealingSecret: signingSecret, team: { ...westLeeds, id: teamId.parse('d'.repeat(32)), practice: false }, lastHereAt: 1 }
}

/** What stands in a vault, as text that two vaults can be compared by. */
async function contentOf(vault: Vault): Promise<string> {
  const stored = await vault.openDoc(noteId)
  const note = stored.doc.getText('note').toJSON()
  await stored.release()
  return canonicalText([await vault.people.all(), await vault.actions.all(), (await vault.profile.get()) ?? null, note])
}

async function makeBackup(sodium: Sodium, note: string): Promise<{ bytes: Uint8Array; content: string }> {
  const vault = await installation().keeper({ sodium }).create(passphrase)
  await vault.profile.put(await aProfile())
  await vault.people.put([personRow(1), personRow(2)])
  await vault.actions.put([actionRow(1)])
  const stored = await vault.openDoc(noteId)
  stored.doc.getText('note').insert(0, note)
  await stored.release()
  const { bytes } = await backUp(vault)
  const content = await contentOf(vault)
  await vault.lock()
  return { bytes, content }
}

/**
 * A backup file that is restored on a computer that holds nothing: the very file that was made restores what was in it,
 * and no other file anything.
 * @param note how long its one note is: a file of several pieces needs a long one
 */
export function backupDoor({ note = 'Likes the allotment.', sodium = loadSodium() }: { readonly note?: string; readonly sodium?: Promise<Sodium> } = {}): Door {
  let making: ReturnType<typeof makeBackup> | undefined
  const made = async () => (making ??= makeBackup(await sodium, note))
  return {
    name: 'backup',
    sample: async () => (await made()).bytes,
    async enter(file) {
      const keeper = installation().keeper({ sodium: await sodium })
      let restored: string | undefined
      const isTaken = await taken(async () => {
        const { vault } = await restoreNew(keeper, sourceOf(file), { kind: 'passphrase', passphrase }, undefined, { onProgress: () => undefined, signal: new AbortController().signal })
        restored = await contentOf(vault)
        await vault.lock()
      })
      if (!isTaken && (await keeper.presence()) !== 'none') throw new Error('a refused backup left a vault')
      const { bytes, content } = await made()
      if (isTaken && !sameBytes(file, bytes)) throw new Error('a backup that is not the one that was made was taken')
      if (isTaken && restored !== content) throw new Error('something else was restored')
      return isTaken
    },
  }
}

/** The same library with a stream that seals nothing and notices nothing: what a backup would be without it. */
export async function withoutStreamSeal(): Promise<Sodium> {
  const real = await loadSodium()
  const end = new Uint8Array(real.crypto_secretstream_xchacha20poly1305_ABYTES - 1)
  const unsealed: Sodium = { ...real }
  return Object.assign(unsealed, {
    crypto_secretstream_xchacha20poly1305_push: (_state: unknown, message: Uint8Array, _bound: unknown, tag: number) => Uint8Array.from([tag, ...message, ...end]),
    crypto_secretstream_xchacha20poly1305_pull: (_state: unknown, sealed: Uint8Array) => ({ tag: sealed[0] ?? 0, message: sealed.slice(1, sealed.length - end.length) }),
  })
}

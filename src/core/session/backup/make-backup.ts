import type { Host } from '../../host.ts'
import { clockTime, dayOf, instantOf, type Instant } from '../../model/dates.ts'
import { toHex } from '../../model/ids.ts'
import type { BackupSource, Watch } from '../../vault/backup/ports.ts'
import type { DeskParts } from '../desk-parts.ts'

/** A backup that was written, read back whole and given its name. */
export interface MadeBackup {
  readonly name: string
  readonly folder: string
  /** Bytes. */
  readonly size: number
  readonly entries: number
  /** Entries that are damaged here, and so are not in it. */
  readonly damaged: number
  readonly at: Instant
}

/** How far a backup is: it is written, then read back. */
export interface BackupWatch {
  onProgress(step: 'writing' | 'reading back', done: number, total: number): void
  readonly signal: AbortSignal
}

/** Bytes that go to the host in one call. */
const partSize = 2 * 1024 * 1024

/**
 * Writes everything that the vault holds into one sealed file in the backups folder. It is named only once it was read
 * back from there and opened to its end; one that was stopped, or failed, leaves nothing.
 */
export async function makeBackup({ host, vault, profile, effects }: DeskParts, { onProgress, signal }: BackupWatch): Promise<MadeBackup> {
  const { card, team } = profile.get()
  const at = instantOf(effects.clock())
  const name = `MDT-Huddle_${dayOf(effects.clock())}_${clockTime(at).replace(':', '')}_${toHex(effects.random(3))}.mdtbackup`
  const watchOf = (step: 'writing' | 'reading back'): Watch => ({ signal, onProgress: (done, total) => onProgress(step, done, total) })
  try {
    const file = writer(host, name)
    const { entries, damaged, check } = await vault.backUp({ team: team.name, by: card.name }, file.write, watchOf('writing'))
    const size = await file.end()
    await check(written(host, name, size), watchOf('reading back'))
    const { folder } = await host.call('backups.place', { name, size })
    await vault.audit.add({ at, by: card.name, kind: 'backed-up', detail: `Made the backup ${name}: ${entries} entries` })
    return { name, folder, size, entries, damaged, at }
  } catch (error) {
    await host.call('backups.discard', { name }).catch(() => undefined)
    throw error
  }
}

function writer(host: Host, name: string): { write(bytes: Uint8Array): Promise<void>; end(): Promise<number> } {
  const part = new Uint8Array(partSize)
  let filled = 0
  let at = 0
  async function flush(): Promise<void> {
    if (filled === 0) return
    await host.call('backups.append', { name, at, content: part.slice(0, filled) })
    at += filled
    filled = 0
  }
  return {
    async write(bytes) {
      for (let taken = 0; taken < bytes.length; ) {
        const some = bytes.subarray(taken, taken + partSize - filled)
        part.set(some, filled)
        filled += some.length
        taken += some.length
        if (filled === partSize) await flush()
      }
    },
    async end() {
      await flush()
      return at
    },
  }
}

const written = (host: Host, name: string, size: number): BackupSource => ({
  size,
  read: async (from, to) => (await host.call('backups.read', { name, from, length: to - from })).content,
})

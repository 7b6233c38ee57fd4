import { platform } from 'node:os'
import { withoutKeyStore, type HostHandlers } from '../core/host.ts'
import { appVersion } from './app-version.ts'
import { fhirCalls } from './fhir-server.ts'
import { backupsFolder } from './backups-folder.ts'
import type { FolderSettings } from './chosen-folder.ts'
import { recordsFolder } from './records-folder.ts'
import { twinFiles } from './twin-files.ts'

export type SignallingCalls = Pick<
  HostHandlers,
  | 'signalling.start'
  | 'signalling.status'
  | 'signalling.stop'
  | 'signalling.admit'
  | 'signalling.end'
  | 'signalling.leave'
  | 'near.post'
  | 'near.look'
  | 'near.rest'
  | 'near.ask'
>

/** Every host call of a Node host but one: how another window is opened, only the host itself knows. */
export function nodeHostHandlers(parts: {
  readonly kind: 'electron' | 'web'
  readonly records: FolderSettings
  readonly backups: FolderSettings
  /** The folder in which second copies of vaults are kept. */
  readonly twins: string
  readonly signalling: SignallingCalls
}): Omit<HostHandlers, 'window.open'> {
  return {
    ...withoutKeyStore,
    'host.about': async () => ({ kind: parts.kind, version: appVersion, clock: clockName() }),
    ...recordsFolder(parts.records),
    ...backupsFolder(parts.backups),
    ...twinFiles(parts.twins),
    ...fhirCalls(),
    ...parts.signalling,
  }
}

/** Whose clock the times are by: `This device's clock, Europe/London, Windows`. */
export function clockName(zone: string = Intl.DateTimeFormat().resolvedOptions().timeZone, system: string = platform()): string {
  return `This device’s clock, ${zone}, ${systemNames[system] ?? system}`
}

const systemNames: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }

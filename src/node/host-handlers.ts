import { platform } from 'node:os'
import { withoutKeyStore, type HostHandlers } from '../core/host.ts'
import { appVersion } from './app-version.ts'
import { fhirCalls } from './fhir-server.ts'
import { recordsFolder, type RecordsSettings } from './records-folder.ts'

export type SignallingCalls = Pick<
  HostHandlers,
  'signalling.start' | 'signalling.status' | 'signalling.stop' | 'signalling.admit' | 'signalling.end'
>

/** Every host call of a Node host but one: how another window is opened, only the host itself knows. */
export function nodeHostHandlers(parts: {
  readonly kind: 'electron' | 'web'
  readonly records: RecordsSettings
  readonly signalling: SignallingCalls
}): Omit<HostHandlers, 'window.open'> {
  return {
    ...withoutKeyStore,
    'host.about': async () => ({ kind: parts.kind, version: appVersion, clock: clockName() }),
    ...recordsFolder(parts.records),
    ...fhirCalls(),
    ...parts.signalling,
  }
}

/** Whose clock the times are by: `This device's clock, Europe/London, Windows`. */
export function clockName(zone: string = Intl.DateTimeFormat().resolvedOptions().timeZone, system: string = platform()): string {
  return `This device’s clock, ${zone}, ${systemNames[system] ?? system}`
}

const systemNames: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }

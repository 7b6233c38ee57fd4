import { platform } from 'node:os'
import type { HostHandlers } from '../core/host.ts'
import { appVersion } from './app-version.ts'
import { recordsFolder, type RecordsSettings } from './records-folder.ts'

export type SignallingCalls = Pick<
  HostHandlers,
  'signalling.start' | 'signalling.status' | 'signalling.stop' | 'signalling.admit' | 'signalling.end'
>

/** Every host call of a Node host; the two that have a window say how they open another one. */
export function nodeHostHandlers(parts: {
  readonly kind: 'electron' | 'web'
  readonly records: RecordsSettings
  readonly signalling: SignallingCalls
  readonly openWindow: HostHandlers['window.open']
}): HostHandlers {
  return {
    'host.about': async () => ({ kind: parts.kind, version: appVersion, clock: clockName() }),
    ...recordsFolder(parts.records),
    ...parts.signalling,
    'window.open': parts.openWindow,
  }
}

/** Whose clock the times are by: `This device's clock, Europe/London`. */
export const clockName = (zone: string = Intl.DateTimeFormat().resolvedOptions().timeZone, system: string = platform()): string =>
  `This device's clock, ${zone}, ${systemNames[system] ?? system}`

const systemNames: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }

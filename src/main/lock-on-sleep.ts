import type { PowerMonitor, WebContents } from 'electron'

/** The channel on which a page hears that it should lock. */
export const lockChannel = 'lock-asked'

/** Asks every window to lock as the computer goes to sleep or its screen is locked. */
export function lockOnSleep(power: Pick<PowerMonitor, 'on'>, windows: () => readonly { readonly webContents: Pick<WebContents, 'send'> }[]): void {
  const ask = (): void => {
    for (const { webContents } of windows()) webContents.send(lockChannel)
  }
  power.on('suspend', ask)
  power.on('lock-screen', ask)
}

import { contextBridge, ipcRenderer } from 'electron'

/** What a page is given: a call by name, and its reply (the main process checks who asks, and what), and when to lock. */
contextBridge.exposeInMainWorld('mdtHuddleBridge', {
  carry: (name: unknown, input: unknown): Promise<unknown> => ipcRenderer.invoke('host-call', name, input),
  onLockAsked: (lock: () => void): (() => void) => {
    const hear = (): void => lock()
    ipcRenderer.on('lock-asked', hear)
    return () => ipcRenderer.off('lock-asked', hear)
  },
})

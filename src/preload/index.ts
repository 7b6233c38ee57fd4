import { contextBridge, ipcRenderer } from 'electron'

/** The one thing a page is given: a call by name, and its reply. The main process checks who asks, and what. */
contextBridge.exposeInMainWorld('mdtHuddleBridge', {
  carry: (name: unknown, input: unknown): Promise<unknown> => ipcRenderer.invoke('host-call', name, input),
})

import type { HostReply } from '../core/host.ts'
import { isAppPage } from './app-scheme.ts'

/** The channel that the preload invokes. */
export const hostChannel = 'host-call'

/** Of an IPC event, what says who sent it. */
export interface Sender {
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null
}

/** Answers `ipcRenderer.invoke('host-call', name, input)`, but only to the app's own page in a window's main frame. */
export function answerHostIpc(serve: (name: unknown, input: unknown) => Promise<HostReply>) {
  return async ({ senderFrame }: Sender, name: unknown, input: unknown): Promise<HostReply> => {
    if (senderFrame === null || senderFrame.parent !== null || !isAppPage(senderFrame.url)) return { ok: false, problem: strangerProblem }
    return serve(name, input)
  }
}

const strangerProblem = {
  code: 'origin-refused',
  happened: 'A page that is not MDT Huddle asked for the files of this computer.',
  kept: 'Nothing was changed.',
  todo: 'Close MDT Huddle and start it again.',
} as const

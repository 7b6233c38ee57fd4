import { describe, expect, it } from 'vitest'
import { connectHost, serveHost } from '../../src/core/host.ts'
import { memoryHost } from '../../src/core/memory-host.ts'
import { appPage } from '../../src/main/app-scheme.ts'
import { answerHostIpc, type Sender } from '../../src/main/host-ipc.ts'
import { nodeHostHandlers } from '../../src/node/host-handlers.ts'
import { signallingHost } from '../../src/node/signalling-calls.ts'
import { hostContract } from '../contract/host.ts'
import { foldersIn, temporaryFolder } from './temporary.ts'

const ownPage: Sender = { senderFrame: { url: appPage('/'), parent: null } }

hostContract('IPC', async () => {
  const { path, remove } = temporaryFolder()
  const signalling = signallingHost({ usualPort: 0, clock: Date.now })
  const handlers = nodeHostHandlers({ kind: 'electron', ...foldersIn(path), signalling: signalling.calls })
  const answer = answerHostIpc(serveHost({ ...handlers, 'window.open': async () => ({ opened: true, address: '' }) }))
  /** What Electron does to a value on its way between processes, each way. */
  const carry = async (name: string, input: unknown): Promise<unknown> => structuredClone(await answer(ownPage, name, structuredClone(input)))
  return {
    host: connectHost(carry),
    carry,
    async close() {
      await signalling.close()
      remove()
    },
  }
})

describe('IPC sender', () => {
  const answer = answerHostIpc(memoryHost().carry)

  it.each<[string, Sender]>([
    ['a frame that is gone', { senderFrame: null }],
    ['a frame inside the page', { senderFrame: { url: appPage('/'), parent: {} } }],
    ['another site', { senderFrame: { url: 'https://example.org/', parent: null } }],
    ['another host of the scheme', { senderFrame: { url: 'mdthuddle://other/index.html', parent: null } }],
    ['another file of the app', { senderFrame: { url: 'mdthuddle://app/assets/a.svg', parent: null } }],
    ['a file', { senderFrame: { url: 'file:///mdthuddle://app/index.html', parent: null } }],
  ])('[H14] refuses a call from %s', async (_who, sender) => {
    expect(await answer(sender, 'records.about', null)).toMatchObject({ ok: false, problem: { code: 'origin-refused' } })
  })

  it('[H14] answers a call from the app’s own page, whatever its route', async () => {
    const sender = { senderFrame: { url: appPage('/person/abc?tab=plan'), parent: null } }
    expect(await answer(sender, 'records.about', null)).toMatchObject({ ok: true })
  })
})

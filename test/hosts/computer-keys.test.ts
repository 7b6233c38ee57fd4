import { describe, expect, it } from 'vitest'
import { codeOf } from '../contract/vault.ts'
import { computerKeys, type KeyStore } from '../../src/main/keys/computer-keys.ts'
import { lockChannel, lockOnSleep } from '../../src/main/lock-on-sleep.ts'

const key = new Uint8Array(32).map((_byte, index) => index)

/** A key store as Electron offers it, over a wrapping that stands for the system's own. */
function keyStore(backend: ReturnType<KeyStore['getSelectedStorageBackend']>, available = true): KeyStore {
  return {
    getSelectedStorageBackend: () => backend,
    isAsyncEncryptionAvailable: async () => available,
    encryptStringAsync: async (text) => Buffer.from(`wrapped:${text}`),
    decryptStringAsync: async (wrapped) => {
      if (!wrapped.toString().startsWith('wrapped:')) throw new Error('not mine')
      return { result: wrapped.toString().slice('wrapped:'.length), shouldReEncrypt: false }
    },
  }
}

describe('the computer’s key store', () => {
  it.each(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'] as const)('[V7] gives back the key that it wrapped, with %s', async (backend) => {
    const calls = computerKeys(keyStore(backend), 'linux')
    expect(await calls['keys.absence'](null)).toEqual({ because: '' })
    const { wrapped } = await calls['keys.wrap']({ key })
    expect(await calls['keys.unwrap']({ wrapped })).toEqual({ key })
  })

  it.each([
    ['basic_text', keyStore('basic_text'), 'linux'],
    ['unknown', keyStore('unknown'), 'linux'],
    ['a backend that nobody named', keyStore('plain' as never), 'linux'],
    ['none to be had', keyStore('gnome_libsecret', false), 'darwin'],
  ] as const)('[V26] is refused where it would only hide the key: %s', async (_name, store, platform) => {
    const calls = computerKeys(store, platform)
    expect((await calls['keys.absence'](null)).because).not.toBe('')
    expect(await codeOf(calls['keys.wrap']({ key }))).toBe('no-key-store')
    expect(await codeOf(calls['keys.unwrap']({ wrapped: key }))).toBe('no-key-store')
  })

  it('[V26] what it cannot unwrap is a refusal, and the passphrase stays', async () => {
    expect(await codeOf(computerKeys(keyStore('kwallet6'), 'linux')['keys.unwrap']({ wrapped: key }))).toBe('no-key-store')
  })
})

it('[V31] every window is asked to lock as the computer goes to sleep or its screen is locked', () => {
  const heard: string[] = []
  const listeners = new Map<string, () => void>()
  lockOnSleep({ on: ((event: string, listener: () => void) => listeners.set(event, listener)) as never }, () => [{ webContents: { send: (channel: string) => heard.push(channel) } }])
  listeners.get('suspend')?.()
  listeners.get('lock-screen')?.()
  expect(heard).toEqual([lockChannel, lockChannel])
})

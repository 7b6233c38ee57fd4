import type { SafeStorage } from 'electron'
import type { HostHandlers } from '../../core/host.ts'
import { fromBase64url, toBase64url } from '../../core/model/bytes.ts'
import { ProblemError } from '../../core/model/problem.ts'

/** Of Electron's safeStorage, what is needed of it. */
export type KeyStore = Pick<SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'>

/** Backends of Linux that keep a secret; `basic_text` keeps none, and one that is not known here is not trusted. */
const trustedBackends: ReadonlySet<string> = new Set(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'])

/** The key calls over Electron's safeStorage. A store that would only hide the key is refused, and the passphrase stays. */
export function computerKeys(store: KeyStore, platform: NodeJS.Platform): Pick<HostHandlers, 'keys.absence' | 'keys.wrap' | 'keys.unwrap'> {
  async function absence(): Promise<string> {
    if (platform === 'linux' && !trustedBackends.has(store.getSelectedStorageBackend())) {
      return 'This computer has no key store that protects a key: on Linux, a running GNOME keyring or KWallet is one.'
    }
    return (await store.isAsyncEncryptionAvailable()) ? '' : 'This computer’s key store cannot be used now.'
  }
  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    const because = await absence()
    if (because !== '') throw refused(because)
    try {
      return await work()
    } catch (error) {
      throw refused('This computer’s key store did not answer as it should.', error)
    }
  }
  return {
    'keys.absence': async () => ({ because: await absence() }),
    'keys.wrap': ({ key }) => guarded(async () => ({ wrapped: new Uint8Array(await store.encryptStringAsync(toBase64url(key))) })),
    'keys.unwrap': ({ wrapped }) =>
      guarded(async () => ({ key: fromBase64url((await store.decryptStringAsync(Buffer.from(wrapped))).result) })),
  }
}

const refused = (because: string, cause?: unknown): ProblemError =>
  new ProblemError({ code: 'no-key-store', happened: because, kept: 'Your passphrase opens the vault as before.', todo: 'Go on with your passphrase.' }, { cause })

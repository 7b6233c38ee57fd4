import type { Orders, Told } from '../parts/writer-words.ts'
import { keeperOf, passphrase, whenSaved } from '../../bench/pages/vaults.ts'
import { madeUpPeople } from '../../bench/pages/synthetic.ts'
import { ProblemError } from '../../../src/core/model/problem.ts'
import { twinHost } from '../../../src/core/session/twin-host.ts'
import { connectToHost, isHost } from '../../../src/renderer/host-connection.ts'
import type { StoredDoc, Vault } from '../../../src/core/vault/vault.ts'

/** A window that opens the vault, says what it holds, and writes one number after another into it, saying what is saved. */

const asked = new URLSearchParams(location.search)
const socket = new WebSocket(`ws://127.0.0.1:${asked.get('control')}`)
const connected = new Promise<void>((resolve) => socket.addEventListener('open', () => resolve()))
const tell = (told: Told): void => void connected.then(() => socket.send(JSON.stringify(told)))
const failed = (error: unknown): void => tell({ kind: 'failed', because: error instanceof ProblemError ? `${error.problem.happened} (${String(error.cause)})` : String(error) })
addEventListener('error', ({ error }) => failed(error))
addEventListener('unhandledrejection', ({ reason }) => failed(reason))

/** What the vault would be if it did not wait: each said to be saved as soon as it is written. */
const waits = asked.get('waits') !== 'no'
if (asked.get('durability') === 'relaxed') relaxDurability()

/** Commits are told of before they are on the disk, as IndexedDB does unless it is asked not to. */
function relaxDurability(): void {
  const { transaction } = IDBDatabase.prototype
  IDBDatabase.prototype.transaction = function relaxed(stores, mode) {
    return transaction.call(this, stores, mode, { durability: 'relaxed' })
  }
}

const granted = { thenGivenUp: false }
giveUpAfterGranting()

/** A disk, a browser or a crash may end a transaction in which every request has succeeded so far. */
function giveUpAfterGranting(): void {
  for (const name of ['add', 'put'] as const) {
    const real = IDBObjectStore.prototype[name]
    IDBObjectStore.prototype[name] = function granting(...row: Parameters<typeof real>) {
      const request = real.apply(this, row)
      const { transaction } = this
      if (granted.thenGivenUp) request.addEventListener('success', () => transaction.abort(), { once: true })
      return request
    }
  }
}

/** The host keeps a second copy, where the page came from one. */
const connection = connectToHost()
const copied = asked.get('copy') !== 'no' && isHost(connection) ? { twins: twinHost(connection, 'team') } : {}

const [someone] = madeUpPeople(1)
if (!someone) throw new Error('nobody to write about')

async function openNote(): Promise<{ vault: Vault; note: StoredDoc }> {
  const keeper = keeperOf('team', copied)
  if ((await keeper.presence()) === 'emptied') await keeper.bringBack(passphrase)
  const vault = (await keeper.presence()) === 'none' ? await keeper.create(passphrase) : await keeper.unlock(passphrase)
  return { vault, note: await vault.openDoc(`person:${someone?.id}`) }
}

/** The numbers 1 to n, each once and in order: anything else has lost or changed something. */
function held({ doc }: StoredDoc): { held: number; whole: boolean } {
  const numbers = doc.getText('text').toString().split(' ').filter(Boolean).map(Number)
  return { held: numbers.length, whole: numbers.every((number, index) => number === index + 1) }
}

const { vault, note } = await openNote()
const stored = await vault.people.get(someone.id)
const text = note.doc.getText('text')
let next = held(note).held + 1
const state = { writing: false }

async function writeOn(): Promise<void> {
  while (state.writing) {
    const number = next
    next += 1
    text.insert(text.length, `${number} `)
    if (!waits) tell({ kind: 'saved', number })
    await whenSaved(note).then(
      () => waits && tell({ kind: 'saved', number }),
      (error: unknown) => {
        tell({ kind: 'not-saved', number, because: String(error) })
        // Goes on in memory, as a person would, but no faster.
        return new Promise((then) => setTimeout(then, 100))
      },
    )
    // A record now and then, which is written in another way than a note.
    if (number % 5 === 0) {
      const put = vault.people.put([{ ...someone, preferredName: String(number) }] as never)
      if (!waits) tell({ kind: 'record-saved', number })
      await put.then(
        // As the app does, which says where the copy is behind.
        () => waits && vault.copyBehind.get() === '' && tell({ kind: 'record-saved', number }),
        () => undefined,
      )
    }
  }
}

const orders: { readonly [K in keyof Orders]: (order: Orders[K]) => void } = {
  write() {
    if (state.writing) return
    state.writing = true
    void writeOn()
  },
  rest: () => void (state.writing = false),
  go: (address) => location.replace(address),
  abort: (whether) => void (granted.thenGivenUp = whether),
}

socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
  for (const [name, order] of Object.entries(JSON.parse(data))) Reflect.apply(orders[name as keyof Orders], undefined, [order])
})

tell({ kind: 'opened', ...held(note), record: Number(stored?.preferredName ?? 0), findings: vault.findings.get().length })

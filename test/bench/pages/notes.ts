import { IndexeddbPersistence, storeState } from 'y-indexeddb'
import * as Y from 'yjs'
import { open, seal } from '../../../src/core/vault/seal.ts'
import { loadSodium } from '../../../src/core/vault/sodium.ts'
import { expose } from './expose.ts'
import { seeded } from './synthetic.ts'
import { keeperOf, passphrase, timed, whenSaved } from './vaults.ts'

const field = 'text'
const letters = 'etaoin shrdlu'

/**
 * Writes as people do: mostly on from where the caret is, now and then somewhere else, with one key in four taken back.
 * The same seed writes the same note.
 */
function typist(doc: Y.Doc, seed: number): () => void {
  const random = seeded(seed)
  const text = doc.getText(field)
  let caret = 0
  return () => {
    if (random() < 0.01) caret = Math.floor(random() * (text.length + 1))
    if (caret > 0 && random() < 0.25) text.delete((caret -= 1), 1)
    else text.insert(caret++, letters[Math.floor(random() * letters.length)] ?? ' ')
  }
}

/** Types a note of so many operations, so many to an update; waits for the disk now and then. */
async function write(doc: Y.Doc, { operations, each }: NoteSize, settle: () => Promise<void>): Promise<void> {
  const type = typist(doc, operations)
  for (let done = 0; done < operations; done += each) {
    doc.transact(() => {
      for (let key = 0; key < each; key += 1) type()
    })
    if ((done / each) % 50 === 0) await settle()
  }
  await settle()
}

interface NoteSize {
  readonly operations: number
  /** Operations in one update. */
  readonly each: number
}

const noteName = ({ operations }: NoteSize): string => `note-${operations}`
const lengths = new Map<string, number>()
const sealed = new Map<string, { readonly key: Uint8Array; readonly first: Uint8Array; readonly second: Uint8Array }>()

function check(size: NoteSize, doc: Y.Doc): void {
  const { length } = doc.getText(field)
  if (length === 0 || length !== lengths.get(noteName(size))) throw new Error(`a note of ${length} characters came back`)
}

const operations = {
  /** Writes the same note into our vault, into y-indexeddb and, sealed whole, into memory. */
  async fill(size: NoteSize): Promise<void> {
    const name = noteName(size)
    const vault = await keeperOf(name).create(passphrase)
    const stored = await vault.openDoc(name)
    await write(stored.doc, size, () => whenSaved(stored))
    await stored.release()
    await vault.lock()

    const doc = new Y.Doc()
    const kept = new IndexeddbPersistence(name, doc)
    await kept.whenSynced
    await write(doc, size, () => new Promise((next) => setTimeout(next)))
    await storeState(kept)
    await kept.destroy()

    const sodium = await loadSodium()
    const key = sodium.randombytes_buf(32)
    lengths.set(name, doc.getText(field).length)
    sealed.set(name, { key, first: seal(sodium, key, Y.encodeStateAsUpdate(doc), name), second: seal(sodium, key, Y.encodeStateAsUpdateV2(doc), name) })
  },
  async ours(size: NoteSize): Promise<number> {
    const name = noteName(size)
    const vault = await keeperOf(name).unlock(passphrase)
    const began = performance.now()
    const stored = await vault.openDoc(name)
    const took = performance.now() - began
    check(size, stored.doc)
    await stored.release()
    await vault.lock()
    return took
  },
  async peer(size: NoteSize): Promise<number> {
    const doc = new Y.Doc()
    const began = performance.now()
    const kept = new IndexeddbPersistence(noteName(size), doc)
    await kept.whenSynced
    const took = performance.now() - began
    check(size, doc)
    await kept.destroy()
    return took
  },
  /** The whole note as one update, unsealed and decoded, in whichever of Yjs's two encodings is quicker. */
  async floor(size: NoteSize): Promise<number> {
    const sodium = await loadSodium()
    const name = noteName(size)
    const held = sealed.get(name)
    if (!held) throw new Error('the note was not written')
    const decode = (whole: Uint8Array, apply: typeof Y.applyUpdate): Promise<number> => {
      const doc = new Y.Doc()
      return timed(async () => apply(doc, open(sodium, held.key, whole, name))).finally(() => check(size, doc))
    }
    return Math.min(await decode(held.first, Y.applyUpdate), await decode(held.second, Y.applyUpdateV2))
  },
}

export type NoteOperations = typeof operations

expose(operations)

import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { twinLimits } from '../core/host.ts'
import { sameBytes } from '../core/model/bytes.ts'
import { readAt, writeAt } from './with-file.ts'

/** A frame: the length of its content (four bytes, big end first), the first eight bytes of the content's SHA-256, the content. */
const headLength = 12

const headOf = (content: Uint8Array): Uint8Array => {
  const head = new Uint8Array(headLength)
  new DataView(head.buffer).setUint32(0, content.length)
  head.set(digestOf(content), 4)
  return head
}
const digestOf = (content: Uint8Array): Uint8Array => createHash('sha256').update(content).digest().subarray(0, 8)

/** How far a file of frames holds. */
export interface Scan {
  /** Where the next frame goes. */
  readonly end: number
  readonly count: number
  /** False where a frame in its midst is damaged. */
  readonly sound: boolean
}

/** @returns the frame at a place, its content undefined where the checksum does not hold; undefined where none is whole. */
export async function readFrame(file: FileHandle, at: number, end: number): Promise<{ content: Uint8Array | undefined; next: number } | undefined> {
  const head = await readAt(file, at, headLength)
  if (head.length < headLength) return undefined
  const length = new DataView(head.buffer, head.byteOffset).getUint32(0)
  const next = at + headLength + length
  if (length === 0 || length > twinLimits.entry || next > end) return undefined
  const content = await readAt(file, at + headLength, length)
  return { content: sameBytes(digestOf(content), head.slice(4)) ? content : undefined, next }
}

/**
 * Looks a file through. A last frame that is torn, as a loss of power leaves it, is cut off; one that is damaged with
 * others after it is left as it is.
 */
export async function scanFrames(file: FileHandle): Promise<Scan> {
  const { size } = await file.stat()
  let [at, count, sound] = [0, 0, true]
  while (at < size) {
    const frame = await readFrame(file, at, size)
    const isTorn = !frame || (frame.content === undefined && frame.next === size)
    if (isTorn) {
      await file.truncate(at)
      await file.sync()
      break
    }
    if (frame.content) count += 1
    else sound = false
    at = frame.next
  }
  return { end: at, count, sound }
}

/** Adds a frame and, with `sync`, has it on the disk. @returns where the next one goes. */
export async function appendFrame(file: FileHandle, at: number, content: Uint8Array, sync = true): Promise<number> {
  const whole = new Uint8Array(headLength + content.length)
  whole.set(headOf(content))
  whole.set(content, headLength)
  await writeAt(file, whole, at)
  if (sync) await file.datasync()
  return at + whole.length
}

/** Copies whole frames as they are. */
export async function copyFrames(from: FileHandle, start: number, end: number, to: FileHandle, at: number): Promise<void> {
  for (let done = start; done < end; ) {
    const some = await readAt(from, done, Math.min(twinLimits.reading, end - done))
    if (some.length === 0) throw new RangeError('the file ends before its end')
    await writeAt(to, some, at + done - start)
    done += some.length
  }
}

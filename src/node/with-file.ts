import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'

/** Opens a file of our own, never through a link that somebody has put in its place, and closes it whatever comes. */
export async function withFile<T>(path: string, flags: number, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags | (constants.O_NOFOLLOW ?? 0), 0o600)
  try {
    return await work(file)
  } finally {
    await file.close()
  }
}

/** Writes all of `content` at a place. */
export async function writeAt(file: FileHandle, content: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < content.length; ) done += (await file.write(content, done, content.length - done, at + done)).bytesWritten
}

/** Reads `length` bytes, fewer at the end. */
export async function readAt(file: FileHandle, at: number, length: number): Promise<Uint8Array> {
  const content = new Uint8Array(length)
  let done = 0
  for (let read = 1; read > 0 && done < length; done += read) read = (await file.read(content, done, length - done, at + done)).bytesRead
  return content.subarray(0, done)
}

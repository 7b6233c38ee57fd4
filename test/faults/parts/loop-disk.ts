import { execFile } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A small disk of its own with a real ext4 on it, held in a file. */
export interface LoopDisk {
  /** Where it is mounted. */
  readonly folder: string
  /** The file that is the disk. */
  readonly image: string
  unmount(): Promise<void>
}

const within = { timeout: 30_000 }

/** @throws where this computer does not let this process make disks: only root may. */
export async function makeDisk(image: string, folder: string, megabytes: number): Promise<LoopDisk> {
  writeFileSync(image, '')
  await run('truncate', ['--size', `${megabytes}M`, image], within)
  await run('mkfs.ext4', ['-q', '-F', '-m', '0', '-E', 'lazy_itable_init=0,lazy_journal_init=0', '-J', 'size=4', image], within)
  return mountDisk(image, folder)
}

/** Mounts an image as it is: ext4 plays its journal back first, as after a loss of power. */
export async function mountDisk(image: string, folder: string): Promise<LoopDisk> {
  mkdirSync(folder, { recursive: true })
  await run('mount', ['-o', 'loop', image, folder], within)
  return { folder, image, unmount: () => unmount(folder) }
}

/** A browser that was killed may hold its files for a moment. */
async function unmount(folder: string): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const done = await run('umount', [folder], within).then(
      () => true,
      () => false,
    )
    if (done) return
    await new Promise((then) => setTimeout(then, 100))
  }
  await run('umount', ['--lazy', folder], within)
}

/** Leaves no room on a disk, and takes what is freed meanwhile too, until it is called to make room. */
export function keepFull({ folder }: LoopDisk): () => void {
  const path = join(folder, 'filler')
  const filler = openSync(path, 'a')
  const take = (): void => {
    for (const size of [1 << 20, 1 << 12]) while (took(filler, size));
  }
  take()
  const timer = setInterval(take, 50)
  return () => {
    clearInterval(timer)
    closeSync(filler)
    rmSync(path)
  }
}

function took(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size)) === size
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false
    throw error
  }
}

/** How often a disk is copied before one of the copies is of one moment. */
const copies = 20

/**
 * What the disk has been given so far, as if the power had gone at this moment; what the system still held back is not in
 * it. The system goes on writing by itself what it held back, also where nobody else writes: a copy made meanwhile has a
 * journal that says to be done what the copy lacks. So the disk is compared with the copy, and copied again where they differ.
 * @throws where the disk never kept still.
 */
export async function copyImage(from: string, to: string): Promise<void> {
  for (let copy = 1; copy <= copies; copy += 1) {
    await run('cp', ['--sparse=always', '--reflink=auto', from, to], within)
    const same = await run('cmp', ['--silent', from, to], within).then(
      () => true,
      () => false,
    )
    if (same) return
  }
  throw new Error(`the disk did not keep still through ${copies} copies`)
}

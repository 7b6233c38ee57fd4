import { ProblemError } from '../../model/problem.ts'
import { copySilent } from '../problems.ts'
import type { TwinHost } from './ports.ts'

/** Milliseconds that somebody waits for a copy to be written, and for one to be looked through and read: on a slow disk that takes a while. */
const writesWithin = 5000
const readsWithin = 30_000

/** Whether work has come to its end in time; it goes on in any case. */
async function endsWithin(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), milliseconds)))
  try {
    return await Promise.race([work.then(() => true), tooLate])
  } finally {
    clearTimeout(timer)
  }
}

async function readInTime<T>(asked: Promise<T>): Promise<T> {
  if (!(await endsWithin(readsWithin, asked))) throw new ProblemError(copySilent)
  return asked
}

/** What is read of a host whose disk may never answer. Its calls throw a ProblemError `copy-silent` where it has not in time. */
export function answering(host: TwinHost): TwinHost {
  return {
    list: () => readInTime(host.list()),
    read: (vault, generation, from) => readInTime(host.read(vault, generation, from)),
    append: (vault, content) => host.append(vault, content),
    stage: (vault, part, index, content) => host.stage(vault, part, index, content),
    place: (vault, part, entries, since) => host.place(vault, part, entries, since),
    discard: (vault, part) => host.discard(vault, part),
  }
}

/**
 * What a write comes to, for those who wait for it: a disk that does not answer holds up the first of them for a while, and
 * nobody after that until it has answered. The write itself goes on, alone: two at once might be written twice.
 * @param silent is told why nobody waits any longer
 */
export function patiently(silent: (because: string) => void): (writing: Promise<string>) => Promise<string> {
  const givenUp = new WeakSet<Promise<string>>()
  return async (writing) => {
    if (!givenUp.has(writing) && (await endsWithin(writesWithin, writing))) return writing
    givenUp.add(writing)
    silent(copySilent.happened)
    return copySilent.happened
  }
}

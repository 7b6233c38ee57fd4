import { ProblemError } from '../../model/problem.ts'
import { copySilent } from '../problems.ts'
import type { TwinHost } from './ports.ts'

/** Milliseconds that somebody waits for what was committed to be copied. */
const copiesWithin = 5000
/** Milliseconds that one call may take: on a slow disk looking through a whole copy takes a while. */
const callsWithin = 30_000

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

/**
 * Waits for work of many steps, however long it takes.
 * @param step what it waits for just now, if that is one that is not given up by itself
 * @throws {ProblemError} `copy-silent` where one and the same step does not come to its end in time
 */
export async function unlessStuck<T>(work: Promise<T>, step: () => object | undefined): Promise<T> {
  for (let before = step(); !(await endsWithin(callsWithin, work)); before = step()) {
    if (before !== undefined && before === step()) throw new ProblemError(copySilent)
  }
  return work
}

/** @throws {ProblemError} `copy-silent` where it has not come to its end in time */
async function inTime<T>(asked: Promise<T>): Promise<T> {
  if (!(await endsWithin(callsWithin, asked))) throw new ProblemError(copySilent)
  return asked
}

/**
 * A host whose disk may never answer: what is read or staged is given up then, with `copy-silent`. What is appended is not:
 * it may arrive after all, and behind what would have been appended in its place.
 */
export function answering(host: TwinHost): TwinHost {
  return {
    list: () => inTime(host.list()),
    read: (vault, generation, from) => inTime(host.read(vault, generation, from)),
    append: (vault, content) => host.append(vault, content),
    stage: (vault, part, index, content) => inTime(host.stage(vault, part, index, content)),
    place: (vault, part, entries, since) => inTime(host.place(vault, part, entries, since)),
    discard: (vault, part) => inTime(host.discard(vault, part)),
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
    if (!givenUp.has(writing) && (await endsWithin(copiesWithin, writing))) return writing
    givenUp.add(writing)
    silent(copySilent.happened)
    return copySilent.happened
  }
}

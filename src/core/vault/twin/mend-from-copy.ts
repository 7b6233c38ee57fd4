import type { Integrity } from '../integrity.ts'
import type { Finding } from '../vault.ts'
import type { Twin } from './twin.ts'

const keyOf = ({ kind, table, id, at }: Finding): string => `${kind}/${table}/${id}/${at}`

/**
 * Puts back from the second copy what is found amiss in an open store, as soon as it is found: a row that is gone, or was
 * damaged and set aside, may stand there whole. The copy is not replaced before that was tried.
 * @param putBack everything that the copy holds and the store lacks @param mended is told of what came back
 * @returns once what was amiss at opening has been tried, or the copy could not be read
 */
export async function mendFromCopy(integrity: Integrity, twin: Twin, since: number, putBack: () => Promise<unknown>, mended: (found: readonly Finding[]) => void): Promise<void> {
  const seen = new Set<string>()
  /** What stands there and was not seen before; what was set aside in an earlier session was tried then. */
  function fresh(): Finding[] {
    const found = integrity.findings.get().filter((each) => !seen.has(keyOf(each)))
    for (const each of found) seen.add(keyOf(each))
    return found.filter(({ kind, at }) => kind === 'missing' || (kind === 'set-aside' && at >= since))
  }
  async function mend(): Promise<void> {
    let done: Promise<unknown> | undefined
    const once = (): Promise<unknown> =>
      (done ??= putBack().catch((error: unknown) => {
        done = undefined
        throw error
      }))
    twin.owe(once)
    const before = new Set(integrity.findings.get())
    // What cannot be read now is tried again before the next base.
    await once().catch(() => undefined)
    const back = integrity.findings.get().filter((each) => each.kind === 'mended' && !before.has(each))
    for (const each of back) seen.add(keyOf(each))
    if (back.length > 0) mended(back)
  }
  if (fresh().length > 0) await mend()
  // Out of the transaction in which it was found.
  integrity.findings.subscribe(() => setTimeout(() => fresh().length > 0 && void mend(), 0))
}

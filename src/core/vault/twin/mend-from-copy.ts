import type { Integrity } from '../integrity.ts'
import type { Finding } from '../vault.ts'
import type { Twin } from './twin.ts'

const keyOf = ({ kind, table, id, at }: Finding): string => `${kind}/${table}/${id}/${at}`

/**
 * Puts back from the second copy what is found amiss in an open store, as soon as it is found: a row that is gone, or was
 * damaged and set aside, may stand there whole. The copy is not replaced, nor called level, before that was done.
 * @param putBack everything that the copy holds and the store lacks @param mended is told of what came back
 */
export function mendFromCopy(integrity: Integrity, twin: Twin, putBack: () => Promise<readonly Finding[]>, mended: (found: readonly Finding[]) => void): void {
  const seen = new Set<string>()
  /** What was not seen before; what was set aside in an earlier session was tried then. */
  function isAnyFresh(): boolean {
    const found = integrity.findings.get().filter((each) => !seen.has(keyOf(each)))
    for (const each of found) seen.add(keyOf(each))
    return found.some((each) => each.kind === 'missing' || (each.kind === 'set-aside' && !integrity.isEarlier(each)))
  }
  function look(): void {
    if (!isAnyFresh()) return
    const mend = twin.owe(async () => {
      const back = await putBack()
      if (back.length > 0) mended(back)
    })
    // Out of the transaction in which it was found. What cannot be read now is tried again before the next base, and at the next unlocking.
    setTimeout(() => mend().catch(() => undefined), 0)
  }
  look()
  integrity.findings.subscribe(look)
}

import type { Page } from 'playwright'
import type { Operations } from './pages/expose.ts'

/** Asks a page for an operation that its script exposes. */
export type Ask<Ops extends Operations> = <K extends keyof Ops & string>(name: K, ...args: Parameters<Ops[K]>) => Promise<Awaited<ReturnType<Ops[K]>>>

export function asker<Ops extends Operations>(page: Page): Ask<Ops> {
  return async (name, ...args) => (await page.evaluate(([name, args]) => globalThis.bench(name, args), [name, args] as [string, unknown[]])) as never
}

import { describe, expect, it } from 'vitest'
import type { Vault } from '../../src/core/vault/vault.ts'
import { vaultCases } from './vault-cases.ts'

export const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'not rejected',
    (error: { problem?: { code?: string } }) => error.problem?.code ?? String(error),
  )

/** The suite, for a vault that runs in this process. */
export function vaultContract(name: string, open: () => Promise<Vault>): void {
  describe(`${name} vault`, () => {
    it.each(vaultCases)('$title', async ({ run }) => {
      await run({ open, rejected: codeOf, same: (found, expected) => expect(found).toEqual(expected) })
    })
  })
}

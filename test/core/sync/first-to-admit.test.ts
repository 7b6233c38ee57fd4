import { describe, expect, it } from 'vitest'
import { firstToAdmit } from '../../../src/core/sync/admission.ts'
import { refused } from '../../../src/core/sync/problems.ts'

type Answer = 'admitted' | 'silence' | Parameters<typeof refused>[0]

const asking = (answers: Record<string, Answer>) => (address: string): Promise<void> => {
  const answer = answers[address] ?? 'signalling-unreachable'
  if (answer === 'silence') return new Promise(() => undefined)
  return answer === 'admitted' ? Promise.resolve() : Promise.reject(refused(answer))
}

describe('the addresses of an invite', () => {
  it('[L100] are tried at once, and the first that admits is used', async () => {
    const ask = asking({ own: 'invite-unknown', gone: 'silence', chair: 'admitted' })
    expect(await firstToAdmit(['own', 'gone', 'chair'], ask)).toBe('chair')
  })

  it('[L100] tell the refusal that says most where none admits', async () => {
    const ask = asking({ own: 'invite-unknown', chair: 'invite-used', elsewhere: 'signalling-unreachable' })
    await expect(firstToAdmit(['own', 'chair', 'elsewhere'], ask)).rejects.toMatchObject({ problem: { code: 'invite-used' } })
    await expect(firstToAdmit(['elsewhere', 'own'], ask)).rejects.toMatchObject({ problem: { code: 'invite-unknown' } })
    await expect(firstToAdmit(['elsewhere'], ask)).rejects.toMatchObject({ problem: { code: 'signalling-unreachable' } })
  })
})

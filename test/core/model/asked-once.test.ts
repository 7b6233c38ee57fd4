import { expect, it, vi } from 'vitest'
import { askedOnce } from '../../../src/core/model/asked-once.ts'

it('[V161] what is asked once is kept, and asked for again only where it could not be had', async () => {
  const ask = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error('no network')).mockResolvedValue('here')
  const asked = askedOnce(ask)
  await expect(asked()).rejects.toThrow('no network')
  expect(await Promise.all([asked(), asked()])).toEqual(['here', 'here'])
  expect(await asked()).toBe('here')
  expect(ask).toHaveBeenCalledTimes(2)
})

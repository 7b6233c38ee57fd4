import { describe, expect, it, vi } from 'vitest'
import { letterReworded } from '../../../src/core/session/leaving/problems.ts'
import { oneDesk } from './one-desk.ts'

async function oneLetter() {
  const { desk, filed, vault } = await oneDesk()
  const { id, words: standing } = await desk.leaving.writeLetter(filed.id)
  const typing = desk.leaving.typingIn(id)
  const type = (covering: string): void => typing.change({ covering, reworded: {} }, standing)
  const covering = async (): Promise<string | undefined> => (await vault.letters.all())[0]?.words.covering
  /** Another window words the same paragraph. */
  const elsewhere = (said: string) => desk.leaving.rewordLetter(id, { from: standing, words: { covering: said, reworded: {} } })
  return { desk, vault, typing, type, covering, elsewhere }
}

describe('what is typed in a letter', () => {
  it('[R253] is kept by a lock that comes before its second is over', async () => {
    const { desk, vault, type, covering } = await oneLetter()
    type('It was good to talk.')
    expect(desk.leaving.unkept.get()).toBe(true)
    const kept: (string | undefined)[] = []
    vi.spyOn(vault, 'lock').mockImplementation(async () => void kept.push(await covering()))
    await desk.lock()
    expect(kept).toEqual(['It was good to talk.'])
    expect(desk.leaving.unkept.get()).toBe(false)
  })

  it('[R253] keeps no vault from being locked where another window worded the same, and does where the disk refuses', async () => {
    const { desk, vault, type, covering, elsewhere } = await oneLetter()
    await elsewhere('From the other window.')
    type('From this one.')
    await desk.leaving.rest()
    expect(await covering()).toBe('From the other window.')
    vi.spyOn(vault.letters, 'change').mockRejectedValue(new Error('the disk is full'))
    type('From this one after all.')
    const lock = vi.spyOn(vault, 'lock')
    await expect(desk.lock()).rejects.toThrow('the disk is full')
    expect(lock).not.toHaveBeenCalled()
    expect(desk.leaving.unkept.get()).toBe(true)
  })

  it('[R254] and is refused after its page was left is told, and stands there again until somebody chooses', async () => {
    const { desk, type, typing, covering, elsewhere } = await oneLetter()
    await elsewhere('From the other window.')
    type('From this one.')
    typing.leave()
    await vi.waitFor(() => expect(desk.trouble.get()?.code).toBe('letter-reworded'))
    expect(typing.typed.get()).toMatchObject({ words: { covering: 'From this one.' }, refused: letterReworded().problem })
    typing.giveUp()
    expect(desk.leaving.unkept.get()).toBe(false)
    await typing.keep()
    expect(await covering()).toBe('From the other window.')
  })
})

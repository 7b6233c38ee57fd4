import { describe, expect, it } from 'vitest'
import { isInstalled, isNewEnough } from '../../build/setup.mjs'
import { addUp, countLine, vitestPart } from '../../build/count.mjs'

const lock = (packages: object): string => JSON.stringify({ packages })

describe('set-up', () => {
  it.each([['20.19.0', true], ['20.18.9', false], ['18.20.0', false], ['22.0.0', true], ['20.20.2', true]])('[H24] Node %s is new enough: %s', (version, enough) => {
    expect(isNewEnough(version)).toBe(enough)
  })

  it('[H24] libraries that the lockfile asks for in another version, or that are missing, are installed again', () => {
    const wanted = lock({ '': {}, 'node_modules/a': { version: '1.0.0' } })
    expect(isInstalled(wanted, lock({ 'node_modules/a': { version: '1.0.0' } }))).toBe(true)
    expect(isInstalled(wanted, lock({ 'node_modules/a': { version: '1.0.1' } }))).toBe(false)
    expect(isInstalled(wanted, lock({}))).toBe(false)
  })

  it('[H24] parts for other systems may be missing', () => {
    expect(isInstalled(lock({ 'node_modules/win': { version: '1.0.0', optional: true } }), lock({}))).toBe(true)
  })
})

const part = (name: string, passed: number, failed: number, skipped: { title: string; why: string }[] = []) => ({ name, passed, failed, skipped })

const result = (state: string) => () => ({ state })

describe('the count', () => {
  it('[H25] adds up every part, skipped tests with their reasons', () => {
    const total = addUp([part('types', 1, 0), part('unit', 10, 2, [{ title: 'a', why: 'b' }])])
    expect(countLine(total)).toBe('11 passed, 2 failed, 1 skipped')
    expect(total.good).toBe(false)
  })

  it('[H25] a part in which nothing ran is a failure', () => {
    expect(addUp([part('types', 1, 0), part('unit', 0, 0)])).toMatchObject({ failed: 1, good: false })
  })

  it('[H25] counts each test in the run that is meant for it, and in no other', () => {
    const none = { errors: () => [] }
    const tests = [
      { fullName: 'short', options: {}, result: result('passed') },
      { fullName: 'long', options: { tags: ['@long'] }, result: result('failed') },
      { fullName: 'short, left out', options: { tags: [] }, result: result('skipped') },
    ]
    const modules = [{ ...none, children: { allSuites: () => [], allTests: () => tests } }]
    expect(vitestPart('unit', modules, [], false)).toEqual(part('unit', 1, 0, [{ title: 'short, left out', why: 'no reason given' }]))
    expect(vitestPart('unit', modules, [], true)).toEqual(part('unit', 0, 1))
  })

  it('[H25] a part in which everything was skipped with a reason is none', () => {
    expect(addUp([part('types', 1, 0), part('electron', 0, 0, [{ title: 'a', why: 'no binary' }])])).toMatchObject({ failed: 0, good: true })
  })
})

import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { register } from '../../src/core/doc/register.ts'
import { heldValue, heldValues, namedPerson } from '../../src/core/model/decision.ts'
import { halfTypedInWords, typeName, writeName } from '../../src/renderer/huddle/decision/half-typed-name.ts'
import { countingRandom, now } from '../core/model/caseload-builders.ts'

const called = (name: string) => ({ name, role: '' })

function field() {
  let time = now
  const held = register(new Y.Doc().getMap('keyworker'), namedPerson, { random: countingRandom(), clock: () => (time += 1000) })
  return { held, colleague: (name: string) => held.write(called(name), 'Alex Morgan') }
}

describe('a name that is typed in a field which everybody shares', () => {
  it('[M201] what was begun before a colleague chose, and is written after, stands beside their choice', () => {
    const { held, colleague } = field()
    colleague('Jo')
    const begun = typeName(held, 'Ro', undefined)
    colleague('Mei')
    const half = typeName(held, 'Robin', begun)
    writeName(held, 'Sam Whitlock', called('Robin'), half)
    expect(heldValues(held.read()).map(({ name }) => name).toSorted()).toEqual(['Mei', 'Robin'])
  })

  it('[M201] emptied, it takes away only what stood when it was begun; who stands already is not written again', () => {
    const { held, colleague } = field()
    colleague('Jo')
    const half = typeName(held, '', undefined)
    colleague('Mei')
    writeName(held, 'Sam Whitlock', undefined, half)
    expect(heldValue(held.read())?.name).toBe('Mei')
    const standing = held.seen()
    writeName(held, 'Sam Whitlock', called('Mei'), typeName(held, 'Mei', undefined))
    expect(held.seen()).toEqual(standing)
  })

  it('[M201] says who stands in the field while a name is half typed and nobody types', () => {
    expect(halfTypedInWords(called('Mei'))).toContain('Mei still stands here')
    expect(halfTypedInWords(undefined)).toContain('nobody is named here yet')
  })
})

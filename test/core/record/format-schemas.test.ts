import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { formatSchemas } from '../../../src/core/record/format-schemas.ts'

const inResources = (name: string): URL => new URL(`../../../resources/${name}`, import.meta.url)

describe('the published schemas', () => {
  it.each(Object.keys(formatSchemas()))(
    '[R21] resources/%s is what the parsers take; write it afresh with UPDATE_SCHEMAS=1',
    async (name) => {
      const text = `${JSON.stringify(formatSchemas()[name], null, 2)}\n`
      if (process.env['UPDATE_SCHEMAS'] === '1') await writeFile(inResources(name), text)
      expect(await readFile(inResources(name), 'utf8')).toBe(text)
    },
  )

  it('[R21] nothing may stand in a signed object that its schema does not name', () => {
    const open: string[] = []
    const visit = (part: unknown, path: string): void => {
      if (typeof part !== 'object' || part === null) return
      if (
        'properties' in part &&
        'type' in part &&
        (!('additionalProperties' in part) || part.additionalProperties !== false)
      )
        open.push(path)
      for (const [key, value] of Object.entries(part)) visit(value, `${path}/${key}`)
    }
    for (const [name, schema] of Object.entries(formatSchemas())) visit(schema, name)
    expect(open).toEqual([])
  })

  it('[R257] the keys of everything that is written stand in the order of RFC 8785', () => {
    const disordered: string[] = []
    let objects = 0
    const visit = (part: unknown, path: string): void => {
      if (typeof part !== 'object' || part === null) return
      if ('properties' in part && typeof part.properties === 'object') {
        objects += 1
        const keys = Object.keys(part.properties ?? {})
        if (keys.join() !== keys.toSorted().join()) disordered.push(path)
      }
      for (const [key, value] of Object.entries(part)) visit(value, `${path}/${key}`)
    }
    for (const [name, schema] of Object.entries(formatSchemas())) visit(schema, name)
    expect(objects).toBeGreaterThan(50)
    expect(disordered).toEqual([])
  })
})

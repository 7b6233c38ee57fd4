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
})

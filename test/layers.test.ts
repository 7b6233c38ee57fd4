import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'

/** The import table of the house, held against every import under src, type-only ones included. */

const src = resolve(import.meta.dirname, '../src')

const rooms = {
  'core/model': ['core/model'],
  'core/doc': ['core/doc', 'core/model'],
  'core/vault': ['core/vault', 'core/model', 'core/doc'],
  'core/sync': ['core/sync', 'core/model', 'core/doc'],
  'core/record': ['core/record', 'core/model', 'core/vault'],
  'core/session': ['core/session', 'core/model', 'core/doc', 'core/vault', 'core/sync', 'core/record', 'core/host'],
  'core/host': ['core/host', 'core/model'],
  node: ['node', 'core'],
  main: ['main', 'core', 'node'],
  preload: ['core/host'],
  server: ['server', 'core', 'node'],
  cli: ['cli', 'core', 'node'],
  verifier: ['verifier', 'core/record', 'core/model'],
  renderer: ['renderer', 'core/session', 'core/model', 'core/doc', 'core/host'],
} as const satisfies Record<string, readonly string[]>

type Room = keyof typeof rooms

/** Each library, and the rooms or single files that may import it. One that is not here belongs nowhere yet. */
const libraries: Readonly<Record<string, readonly string[]>> = {
  zod: ['core', 'node', 'server', 'cli', 'renderer', 'verifier'],
  yjs: ['core', 'renderer'],
  'y-protocols': ['core', 'renderer'],
  lib0: ['core'],
  'date-fns': ['core/model', 'renderer'],
  papaparse: ['core/model'],
  dexie: ['core/vault'],
  'y-webrtc': ['core/sync'],
  'libsodium-wrappers-sumo': ['core/vault/sodium.ts'],
  canonicalize: ['core/record'],
  diff: ['core/doc'],
  pdfkit: ['core/record'],
  fontkit: ['core/record'],
  fflate: ['core/record'],
  syllable: ['core/record'],
  flesch: ['core/record'],
  'flesch-kincaid': ['core/record'],
  ws: ['node'],
  'dns-packet': ['node/near-records.ts'],
  electron: ['main', 'preload'],
  playwright: ['cli'],
  react: ['renderer'],
  'react-dom': ['renderer'],
  wouter: ['renderer'],
  '@emotion': ['renderer'],
  '@fontsource': ['renderer'],
  '@fontsource-variable': ['renderer'],
  '@mui': ['renderer'],
  '@tiptap': ['renderer'],
  /** The note's schema, which is the same with and without an editor around it. */
  '@tiptap/core': ['core/doc/note-schema.ts', 'renderer'],
  '@tiptap/starter-kit': ['core/doc/note-schema.ts', 'renderer'],
  /** Writes a kept note into a shared one, by what differs. */
  '@tiptap/y-tiptap': ['core/doc/note-content.ts', 'renderer'],
  'node:': ['node', 'main', 'server', 'cli'],
}

const isUnder = (path: string, place: string): boolean => path === place || path.startsWith(`${place}/`)

/** @param path relative to src */
function roomOf(path: string): Room {
  if (path === 'core/host.ts' || path === 'core/memory-host.ts') return 'core/host'
  const room = (Object.keys(rooms) as Room[]).find((name) => isUnder(path, name))
  if (room === undefined) throw new Error(`${path} is in no room of the house`)
  return room
}

function placesOf(specifier: string): readonly string[] {
  if (specifier.startsWith('node:')) return libraries['node:'] ?? []
  const [first = '', second = ''] = specifier.split('/')
  return libraries[`${first}/${second}`] ?? libraries[first] ?? []
}

/** Of the core's files, those that the record's own table row opens to it: sealing and signing, not the store. */
const vaultPrimitives = new Set(['core/vault/sodium.ts', 'core/vault/seal.ts'])

/** What is wrong with one import, or undefined. @param file relative to src */
function breach(file: string, specifier: string): string | undefined {
  const room = roomOf(file)
  if (!specifier.startsWith('.')) {
    return placesOf(specifier).some((place) => isUnder(file, place)) ? undefined : `${file} may not import ${specifier}`
  }
  const target = relative(src, resolve(src, dirname(file), specifier))
  if (target.startsWith('..')) return `${file} reaches out of src: ${specifier}`
  const there = roomOf(target)
  const open = rooms[room].some((allowed) => isUnder(there, allowed))
  if (!open || (room === 'core/record' && there === 'core/vault' && !vaultPrimitives.has(target))) return `${file} may not import ${target}`
  return undefined
}

/** Everything that a module takes from another one: imports, re-exports and imports on demand. */
function importsOf(name: string, code: string): string[] {
  const { module, errors } = parseSync(name, code)
  if (errors.length > 0) throw new Error(`${name}: ${errors[0]?.message ?? ''}`)
  const onDemand = module.dynamicImports.map(({ moduleRequest }) => code.slice(moduleRequest.start, moduleRequest.end).replaceAll(/['"`]/g, ''))
  const passedOn = module.staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []))
  return [...module.staticImports.map(({ moduleRequest }) => moduleRequest.value), ...passedOn, ...onDemand]
}

const files = readdirSync(src, { recursive: true })
  .map((path) => String(path).replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path))
  .sort()

describe('layers', () => {
  it('[A1] every import is one that the import table allows', () => {
    const breaches = files.flatMap((file) =>
      importsOf(file, readFileSync(join(src, file), 'utf8')).flatMap((specifier) => breach(file, specifier) ?? []),
    )
    expect(files.length).toBeGreaterThan(50)
    expect(breaches).toEqual([])
  })

  it.each([
    ['core/model/a.ts', "import { b } from '../doc/huddle-doc.ts'"],
    ['core/model/a.ts', "import type { b } from '../vault/vault.ts'"],
    ['core/sync/a.ts', "import { readFile } from 'node:fs/promises'"],
    ['core/vault/a.ts', "export * from '../session/session.ts'"],
    ['core/vault/a.ts', "import sodium from 'libsodium-wrappers-sumo'"],
    ['core/record/a.ts', "import { Vault } from '../vault/vault.ts'"],
    ['core/session/a.ts', "import { WebrtcProvider } from 'y-webrtc'"],
    ['core/session/a.ts', "const late = await import('y-webrtc')"],
    ['core/doc/a.ts', "import { useState } from 'react'"],
    ['core/doc/note-schema.ts', "import { EditorContent } from '@tiptap/react'"],
    ['renderer/a.tsx', "import { vault } from '../core/vault/vault.ts'"],
    ['renderer/a.tsx', "import Dexie from 'dexie'"],
    ['renderer/a.tsx', "import { ipcRenderer } from 'electron'"],
    ['server/a.ts', "import { app } from 'electron'"],
    ['server/a.ts', "import '../main/index.ts'"],
    ['preload/a.ts', "import { join } from 'node:path'"],
    ['cli/a.ts', "import { x } from '../server/index.ts'"],
    ['node/a.ts', "import { x } from '../../test/contract/host.ts'"],
    ['core/model/a.ts', "import { x } from 'a-library-that-nobody-placed'"],
  ])('[A2] in %s, %s is seen and refused', (file, code) => {
    expect(importsOf(file, code).map((specifier) => breach(file, specifier))).toEqual([expect.stringContaining(file)])
  })

  it('[A2] what a room may have passes', () => {
    expect(breach('core/sync/a.ts', 'y-webrtc')).toBeUndefined()
    expect(breach('core/record/a.ts', '../vault/sodium.ts')).toBeUndefined()
    expect(breach('renderer/huddle/a.tsx', '../../core/session/session.ts')).toBeUndefined()
  })
})

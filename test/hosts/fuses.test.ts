import { readFileSync } from 'node:fs'
import { FuseV1Options } from '@electron/fuses'
import { describe, expect, it } from 'vitest'

const text = readFileSync(new URL('../../build/electron-builder.yml', import.meta.url), 'utf8')
const block = /^electronFuses:\n((?: {2}.*\n)+)/m.exec(text)?.[1] ?? ''
const fuses = Object.fromEntries([...block.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name, value]) => [name, value === 'true']))

/** electron-builder's name for a fuse of Electron. */
const builderName = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

describe('Electron: fuses', () => {
  it('[H22] every fuse that Electron has is set by name', () => {
    const known = Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)))
    expect(known.length).toBeGreaterThan(5)
    expect(Object.keys(fuses).sort()).toEqual(known.map(builderName).sort())
  })

  it('[H22] nothing turns the app back into a bare Node, and only its own signed archive is loaded', () => {
    expect(fuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    })
  })
})

import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser } from '@playwright/test'
import { chromiumArguments, findTestChromium } from '../../../build/chromium.mjs'

/** A computer of its own on a small network: no interface of it is shared with this one or with another. */
export interface Computer {
  /** The command prefix that runs a program there. */
  readonly through: readonly string[]
  readonly address: string
  openBrowser(): Promise<Browser>
}

export interface Network {
  readonly computers: readonly [Computer, Computer]
  /** Unplugs the cable between the two. */
  remove(): void
}

const ip = (...args: string[]): void => void execFileSync('ip', args, { stdio: 'pipe', timeout: 10_000 })

/** Why two computers cannot be simulated here; empty where they can. */
export function whyNoNetwork(): string {
  const name = `mdth-try-${process.pid}`
  try {
    ip('netns', 'add', name)
    ip('netns', 'del', name)
    return ''
  } catch {
    return 'this account may not make network namespaces, which stand for two computers'
  }
}

/** Two network namespaces with one cable between them. Addresses are of the range kept for documentation. */
export function layNetwork(): Network {
  const names = ['a', 'b'].map((side) => `mdth-${side}-${process.pid}`)
  const [a = '', b = ''] = names
  for (const name of names) ip('netns', 'add', name)
  ip('link', 'add', 'cable0', 'netns', a, 'type', 'veth', 'peer', 'name', 'cable0', 'netns', b)
  const folder = mkdtempSync(join(tmpdir(), 'mdt-huddle-network-'))
  return {
    computers: [plugIn(a, '192.0.2.1', folder), plugIn(b, '192.0.2.2', folder)],
    remove() {
      for (const name of names) ip('netns', 'del', name)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function plugIn(name: string, address: string, folder: string): Computer {
  const through = ['ip', 'netns', 'exec', name] as const
  ip('-n', name, 'link', 'set', 'lo', 'up')
  // An address that IPv6 gives itself comes a second later, and Chromium drops what it is loading when a network changes.
  ip('-n', name, 'link', 'set', 'cable0', 'addrgenmode', 'none')
  ip('-n', name, 'address', 'add', `${address}/24`, 'dev', 'cable0')
  ip('-n', name, 'link', 'set', 'cable0', 'up')
  ip('-n', name, 'route', 'add', 'default', 'via', address)
  return {
    through,
    address,
    openBrowser() {
      const browser = findTestChromium() ?? chromium.executablePath()
      const script = join(folder, name)
      writeFileSync(script, `#!/bin/sh\nexec ${through.join(' ')} '${browser}' "$@"\n`)
      chmodSync(script, 0o755)
      return chromium.launch({ executablePath: script, args: chromiumArguments })
    },
  }
}

import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Browser, type Page } from '@playwright/test'
import type { Installation } from '../../src/cli/journey/installation.ts'
import { playJourney } from '../../src/cli/journey/journey.ts'
import { main as verify } from '../../src/cli/verify.ts'
import { expectAccessible } from './accessibility.ts'
import { root, startApp } from './app.ts'

const installations: Installation[] = []

test.afterEach(async () => {
  for (const installation of installations.splice(0)) await installation.stop()
})

async function seat(browser: Browser): Promise<{ page: Page; records: string }> {
  const installation = await startApp()
  installations.push(installation)
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()
  await page.goto(installation.link)
  return { page, records: installation.records }
}

test('[J9] one whole huddle by three people, one of them away and back, filed and verified', async ({ browser }) => {
  test.setTimeout(240_000)
  const [chair, psychologist, housing] = [await seat(browser), await seat(browser), await seat(browser)]
  const complaints: string[] = []
  for (const { page } of [chair, psychologist, housing]) page.on('pageerror', (error) => complaints.push(String(error)))

  await playJourney({
    chair: chair.page,
    psychologist: psychologist.page,
    housing: housing.page,
    caseload: join(root, 'resources/sample-caseload.csv'),
    onStep: (step) => test.info().annotations.push({ type: 'step', description: step }),
    onScreen: (name, page) => expectAccessible(page, name),
    setNetwork: (page, on) => page.context().setOffline(!on),
  })
  expect(complaints).toEqual([])

  const said: string[] = []
  const say = { out: (text: string) => void said.push(text), err: (text: string) => void said.push(text) }
  expect(await verify([chair.records], say)).toBe(0)
  await expectDamageNamed(chair.records)
})

/** One changed byte in any file, or a removed line, is named and exits 1. */
async function expectDamageNamed(records: string): Promise<void> {
  const files = (await readdir(records, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  expect(files.length).toBeGreaterThanOrEqual(5)
  for (const { name, parentPath } of files) {
    const path = join(parentPath, name).slice(records.length + 1)
    const said = await verdictWith(records, path, (bytes) => bytes.with(Math.floor(bytes.length / 2), (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1))
    expect(said).toContain(name)
  }
  const said = await verdictWith(records, 'ledger.jsonl', (bytes) => {
    const lines = new TextDecoder().decode(bytes).split('\n')
    return new TextEncoder().encode([lines[0], ...lines.slice(2)].join('\n'))
  })
  expect(said).toContain('ledger.jsonl')
}

async function verdictWith(records: string, path: string, damage: (bytes: Uint8Array) => Uint8Array): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'mdt-huddle-damaged-'))
  await cp(records, copy, { recursive: true })
  await writeFile(join(copy, path), damage(new Uint8Array(await readFile(join(copy, path)))))
  const said: string[] = []
  const say = { out: (text: string) => void said.push(text), err: (text: string) => void said.push(text) }
  expect(await verify([copy], say)).toBe(1)
  await rm(copy, { recursive: true })
  return said.join('\n')
}

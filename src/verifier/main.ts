import './zod-without-eval.ts'
import { problemOf } from '../core/model/problem.ts'
import { verifyRecords } from '../core/record/verify.ts'
import { droppedFolder, type DroppedFolder } from './dropped-folder.ts'
import { givenFolder } from './given-folder.ts'
import { showReport } from './show-report.ts'

/** The offline verifier: one page, no network, the same checks as the command. */

const find = <T extends Element>(id: string, kind: new () => T): T => {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new TypeError(`the page has no ${id}`)
  return found
}

const input = find('folder', HTMLInputElement)
const head = find('head', HTMLInputElement)
const zone = find('zone', HTMLElement)
const status = find('status', HTMLElement)
const bar = find('progress', HTMLProgressElement)
const report = find('report', HTMLElement)
let turn = 0

async function verify(files: readonly File[], dropped: Promise<DroppedFolder | undefined>): Promise<void> {
  turn += 1
  const mine = turn
  report.replaceChildren()
  bar.hidden = false
  bar.removeAttribute('value')
  say('Looking through the folder …')
  try {
    const folder = givenFolder(files, await dropped)
    const known = head.value.trim()
    if (known !== '' && !/^[0-9a-f]{64}$/.test(known)) throw new Error('A ledger line is named by 64 hexadecimal digits; what stands in that field is none.')
    const found = await verifyRecords(folder.reader, (done, total) => mine === turn && step(done, total), known === '' ? {} : { knownHead: known })
    if (mine !== turn) return
    showReport(report, folder.name, found)
    say(!found.ok ? 'Something does not hold.' : found.alone ? 'What is here holds, as far as it can show by itself.' : 'Everything holds.')
    report.focus()
  } catch (error) {
    if (mine === turn) say(error instanceof Error ? error.message : problemOf(error).happened)
  } finally {
    if (mine === turn) bar.hidden = true
  }
}

function say(words: string): void {
  status.textContent = words
}

function step(done: number, total: number): void {
  bar.max = total
  bar.value = done
  if (done === total || done % 50 === 1) say(`${done} of ${total}`)
}

const nothingDropped: Promise<undefined> = Promise.resolve(undefined)
let dropping: Promise<DroppedFolder | undefined> = nothingDropped
input.addEventListener('drop', ({ dataTransfer }) => {
  const mine = droppedFolder(dataTransfer)
  dropping = mine
  // The input says nothing of a folder without a file in it.
  void mine.then((folder) => {
    if (folder && !folder.hasFiles) void verify([], mine)
  })
})

// The input lies over the whole marked area: a folder that is dropped there is chosen, as the browser itself does it.
input.addEventListener('change', () => {
  const files = [...(input.files ?? [])]
  input.value = ''
  const dropped = dropping
  dropping = nothingDropped
  if (files.length > 0) void verify(files, dropped)
})

for (const name of ['dragenter', 'dragover', 'drop'])
  document.addEventListener(name, (event) => {
    zone.classList.toggle('over', name !== 'drop' && event.target === input)
    // Elsewhere on the page the browser would open what is dropped, and this page would be gone.
    if (event.target !== input) event.preventDefault()
  })

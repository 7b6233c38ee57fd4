import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ProblemError } from '../../src/core/model/problem.ts'
import type { Filing } from '../../src/core/host.ts'
import { fileAddenda } from '../../src/core/record/file-addenda.ts'
import { finishFiling, prepareFiling } from '../../src/core/record/filing.ts'
import { verifyRecords, type Finding, type RecordsReport } from '../../src/core/record/verify.ts'
import { huddleId, teamId } from '../../src/core/model/ids.ts'
import { instant } from '../../src/core/model/dates.ts'
import { stagedPrefix } from '../../src/node/atomic-files.ts'
import { readRecords } from '../../src/node/read-records.ts'
import { recordsFolder } from '../../src/node/records-folder.ts'
import { addendaRequest, sentLetter } from '../fixtures/record/sample-addenda.ts'
import { coSign, toFile } from '../fixtures/record/sample-folder.ts'
import { idFrom, sampleTeam, seededRandom, signedSample } from '../fixtures/record/sample-outcome.ts'
import { howMany, type Fault } from './fault.ts'
import { buildHost, startKillable } from './killable-host.ts'
import { untilStep } from './parts/until-step.ts'

const outcomes = 6

/**
 * Kills the app's host without warning at a random step of filing six outcomes and then an export, starts it again and
 * files again: every folder whole or absent, at the end each of them once, and the whole record verified.
 * Without protection nothing is filed again, and what the kill left stays as it is.
 */
export const run: Fault = async ({ protection, folder, say, ...asked }) => {
  const module = await buildHost('kill-while-exporting')
  const random = seededRandom(asked.seed)
  const kills = howMany(asked, { sample: 5, quick: 20, whole: 200 })
  let [tried, half, lost] = [0, 0, 0]
  for (let each = 1; each <= kills; each += 1) {
    const records = join(folder, String(each))
    mkdirSync(records)
    const host = await startKillable(module, records)
    const sent = fileAll(host.file, records)
    // Every second one early, while folders are being staged; the others later, while they are placed.
    const [step = 0] = random(1)
    let over = false
    const note = (): void => void (over = true)
    void sent.then(note, note)
    await untilStep(step % (2 * outcomes), () => stepsOf(records), () => over)
    host.child.kill('SIGKILL')
    await Promise.all([host.ended, sent.catch(() => undefined)])
    tried += 1
    const left = await verifyRecords(await readRecords(records))
    if (!left.findings.every(mayBeLeft)) half += 1
    const after = protection ? await fileAgain(records) : left
    if (!after.ok || after.counts.packages !== outcomes || after.counts.exports !== 1) lost += 1
    rmSync(records, { recursive: true })
    say(`${each} of ${kills} kills`)
  }
  return {
    name: 'kill-while-exporting',
    tried,
    lost,
    undetected: half,
    crashed: 0,
    holds: tried === kills && half === 0 && lost === 0,
    note: `${tried} SIGKILLs while ${outcomes} outcomes and an export were filed: ${half} left half a folder, ${lost} records were not complete, once each and verified after filing again.`,
  }
}

/** What a filing that was cut off may leave: no ledger yet, whole folders that it does not place yet, a person's folder with nothing in it. Half a folder it may not. */
const mayBeLeft = ({ code, file }: Finding): boolean =>
  code === 'missing-ledger' || code === 'unplaced-package' || (code === 'extra-file' && /^[0-9a-f]{32}\/$/.test(file))

type File = (filing: Filing) => Promise<boolean | undefined>

/** Files the outcomes and then the export, as the app does; again where it was done already, which changes nothing. */
async function fileAll(file: File, records: string): Promise<void> {
  const calls = recordsFolder({ folder: () => records, remember: async () => undefined })
  const ledgerNow = async (): Promise<Uint8Array> => (await calls['records.ledger'](null)).content
  const prepared = await prepareFiling({
    ledgerNow: await ledgerNow(),
    outcomes: await Promise.all(Array.from({ length: outcomes }, async (_, index) => toFile(await signedSample(index + 1)))),
    huddle: huddleId.parse(idFrom(0xc001)),
    team: teamId.parse(idFrom(0xd001)),
    at: instant.parse('2026-11-24T10:10:00.000Z'),
    secret: (await sampleTeam()).nurse.signingSecret,
  })
  if (prepared.proposal && !(await file(await finishFiling(prepared, await coSign(prepared.proposal))))) return
  const { filing } = await fileAddenda(await addendaRequest(new Map([['ledger.jsonl', await ledgerNow()]]), [sentLetter(1)]))
  if (filing) await file(filing)
}

async function fileAgain(records: string): Promise<RecordsReport> {
  const calls = recordsFolder({ folder: () => records, remember: async () => undefined })
  await fileAll(
    (filing) =>
      calls['records.file'](filing).then(
        () => true,
        (error: unknown) => (error instanceof ProblemError ? false : Promise.reject(error)),
      ),
    records,
  )
  return verifyRecords(await readRecords(records))
}

/** How far a filing is, as it shows in the folder: folders staged, and after those, folders in their place. */
function stepsOf(records: string): number {
  const names = readdirSync(records)
  const placed = names.filter((name) => /^[0-9a-f]{32}$/.test(name)).length
  return placed > 0 ? outcomes + placed : names.filter((name) => name.startsWith(stagedPrefix)).length
}

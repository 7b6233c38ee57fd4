import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import type { PersonId } from '../../../../src/core/model/ids.ts'
import type { OrganisationKind } from '../../../../src/core/model/team.ts'
import { deviceOf, somebody, team, type TeamDevice } from './team.ts'

/** Two of the NHS, one of the council and one of a voluntary organisation. */
const members = [await deviceOf('Nadia Clegg'), await deviceOf('Mei Tanaka'), await deviceOf('Sam Wood', 'Council'), await deviceOf('Pat Moor', 'VCFSE')]
const agreements: readonly (readonly OrganisationKind[])[] = [['NHS'], ['NHS', 'Council'], ['NHS', 'Council', 'VCFSE']]

const who = fc.nat({ max: 3 })
const whom = fc.nat({ max: agreements.length - 1 })
const step = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), who, whom }),
  fc.record({ kind: fc.constant('outcome' as const), who, whom }),
  /** A meeting of two, cut off after so many messages. */
  fc.record({ kind: fc.constant('meet' as const), who, other: who, after: fc.integer({ min: 0, max: 12 }) }),
)

interface Told {
  readonly device: TeamDevice
  readonly person: PersonId
  readonly text: string
}

function nth<T>(list: readonly T[], index: number): T {
  const found = list[index]
  if (found === undefined) throw new Error(`There is no number ${index}.`)
  return found
}

const maySee = (device: TeamDevice, person: PersonId, people: readonly PersonId[]): boolean => agreements[people.indexOf(person)]?.includes(device.kind) ?? false

/** What everybody must hold in the end: all that was written or decided about people whom they may see. */
function expectWhole(devices: readonly TeamDevice[], people: readonly PersonId[], written: readonly Told[], decided: readonly Told[]): void {
  for (const device of devices) {
    for (const person of people) {
      const of = (each: Told): boolean => each.person === person && (maySee(device, person, people) ? maySee(each.device, person, people) : each.device === device)
      for (const { text } of written.filter(of)) expect(device.read(person)).toContain(text)
      expect(device.shelf.paperTexts(person)).toEqual(decided.filter(of).map(({ text }) => text).toSorted())
    }
  }
}

const expectTalk = (messages: number, size: number): void => expect(messages).toBeGreaterThan(size * (size - 1))

async function run(steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[], size: number, asksWhoMay: boolean): Promise<{ leaked: string[]; faults: unknown[] }> {
  const people = agreements.map(somebody)
  const made = team(new Map(people.map((person, index) => [person, agreements[index] ?? []])), { asksWhoMay })
  const devices = members.slice(0, size).map((member) => made.device(member))
  const [written, decided]: [Told[], Told[]] = [[], []]
  const at = (index: number): TeamDevice => nth(devices, index % size)
  for (const [index, each] of steps.entries()) {
    const device = at(each.who)
    if (each.kind === 'meet') {
      const before = made.sent.length
      if (at(each.other) === device) continue
      await Promise.all([device.meet(), at(each.other).meet()])
      for (let turns = 0; turns < 40 && made.sent.length < before + each.after; turns += 1) await new Promise((resolve) => setImmediate(resolve))
      await Promise.all([device.part(), at(each.other).part()])
      continue
    }
    const person = nth(people, each.whom)
    // Nobody writes about somebody whom they may not see.
    if (asksWhoMay && !maySee(device, person, people)) continue
    const text = `<${each.kind} ${index}>`
    if (each.kind === 'write') device.write(person, text)
    else device.shelf.addPaper(person, text)
    ;(each.kind === 'write' ? written : decided).push({ device, person, text })
  }
  for (const each of devices) await each.meet()
  await vi.waitFor(() => (asksWhoMay ? expectWhole(devices, people, written, decided) : expectTalk(made.sent.length, size)), { timeout: 20_000, interval: 5 })
  for (const each of devices) await each.part()
  const faults = devices.flatMap(({ failed, amiss }) => [...failed, ...amiss])
  const leaked = devices.flatMap((device) => device.shelf.people().flatMap((person) => (maySee(device, person, people) ? [] : `${device.name} holds ${people.indexOf(person)}`)))
  return { leaked, faults }
}

it('[L136] for all schedules of edits, outcomes and meetings that are cut off, in the end each device holds all that it may and nothing that it may not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.integer({ min: 2, max: 4 }), async (steps, size) => {
      expect(await run(steps, size, true)).toEqual({ leaked: [], faults: [] })
    }),
    { numRuns: 30 },
  )
}, 120_000)

it('[L136] where nobody asks who may see whom, such schedules do show it', async () => {
  const found = await fc.check(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), fc.constant(4), async (steps, size) => {
      expect(await run(steps, size, false)).toEqual({ leaked: [], faults: [] })
    }),
    { numRuns: 40, endOnFailure: true },
  )
  expect(found.failed).toBe(true)
}, 120_000)

import { describe, expect, it, vi } from 'vitest'
import type { PersonId } from '../../../../src/core/model/ids.ts'
import type { OrganisationKind } from '../../../../src/core/model/team.ts'
import type { Converse } from '../../../../src/core/sync/conversation.ts'
import { catchUpLimits } from '../../../../src/core/sync/catch-up/limits.ts'
import { readCatchUp, writeCatchUp, type CatchUpHead } from '../../../../src/core/sync/catch-up/messages.ts'
import { bytesOf, deviceOf, somebody, team, type TeamDevice } from './team.ts'

const [nadia, mei, sam] = [await deviceOf('Nadia Clegg'), await deviceOf('Mei Tanaka'), await deviceOf('Sam Wood', 'Council')]
/** The machine may be busy with other things. */
const patience = { timeout: 20_000 }
const everybody = ['NHS', 'Council'] as const

async function meet(...devices: readonly TeamDevice[]): Promise<void> {
  for (const each of devices) await each.meet()
}
async function part(...devices: readonly TeamDevice[]): Promise<void> {
  for (const each of devices) await each.part()
}
const held = ({ shelf, read }: TeamDevice) => Object.fromEntries(shelf.people().toSorted().map((person) => [person, { note: read(person), papers: shelf.paperTexts(person) }]))

describe('two devices of a team that meet', { timeout: 60_000 }, () => {
  it('[L130] bring each other what is missing, of people whom both held and of those whom one did not know', async () => {
    const [okafor, lindqvist] = [somebody(), somebody()]
    const { device } = team(new Map([okafor, lindqvist].map((each) => [each, everybody])))
    const [hers, his] = [device(nadia), device(mei)]
    hers.write(okafor, 'the plan')
    hers.shelf.addPaper(okafor, 'an outcome')
    hers.write(lindqvist, 'hers')
    his.write(lindqvist, 'his ')
    await meet(hers, his)
    await vi.waitFor(() => expect(held(his)).toEqual(held(hers)), patience)
    expect(his.read(okafor)).toBe('the plan')
    expect(his.read(lindqvist)).toMatch(/hers/)
    expect(his.brought.map(({ person, from, plan, outcomes }) => [person, from.name, plan, outcomes])).toEqual(
      expect.arrayContaining([
        [okafor, 'Nadia Clegg', true, 1],
        [lindqvist, 'Nadia Clegg', true, 0],
      ]),
    )
    expect([hers.amiss, his.amiss, hers.failed, his.failed]).toEqual([[], [], [], []])
  })

  it('[L131] say on meeting again who is held, in short, and nothing else', async () => {
    const people = Array.from({ length: 20 }, somebody)
    const made = team(new Map(people.map((each) => [each, everybody])))
    const [hers, his] = [made.device(nadia), made.device(mei)]
    for (const each of people) hers.write(each, 'a plan of some length '.repeat(50))
    await meet(hers, his)
    await vi.waitFor(() => expect(held(his)).toEqual(held(hers)), patience)
    const first = bytesOf(made.sent.splice(0))
    await part(hers, his)
    await meet(hers, his)
    await vi.waitFor(() => expect(made.sent).toHaveLength(4), patience)
    await vi.waitFor(() => expect(made.sent.map(({ message }) => readCatchUp(message)?.head.say).toSorted()).toEqual(['have', 'have', 'hello', 'hello']), patience)
    hers.write(people[0] ?? somebody(), 'new')
    hers.shelf.addPaper(people[0] ?? somebody(), 'and with a paper')
    await vi.waitFor(() => expect(held(his)).toEqual(held(hers)), patience)
    const second = made.sent.slice(0, 4)
    expect(bytesOf(second)).toBeLessThan(20 * 100 * 2 + 300)
    expect(first).toBeGreaterThan(20 * 1000)
    expect(made.sent.slice(4).map(({ message }) => readCatchUp(message)?.head.say)).toEqual(expect.arrayContaining(['have', 'want', 'bring']))
  })

  it('[L132] tell nobody of a person whom that colleague may not see, nor of one who was erased there; a name or an id never stands where it could be read', async () => {
    const [shared, kept, erased] = [somebody(), somebody(), somebody()]
    const made = team(new Map<PersonId, readonly OrganisationKind[]>([[shared, everybody], [kept, ['NHS']], [erased, everybody]]))
    const [hers, his] = [made.device(nadia), made.device(sam)]
    for (const each of [shared, kept, erased]) hers.write(each, `of ${each}`)
    his.shelf.erase(erased)
    await meet(hers, his)
    await vi.waitFor(() => expect(his.read(shared)).toBe(`of ${shared}`), patience)
    expect(his.shelf.people()).toEqual([shared])
    const said = made.sent.map(({ message }) => new TextDecoder().decode(message)).join('\n')
    expect(said).toContain(shared)
    for (const each of [kept, erased]) expect(said).not.toContain(each)
  })

  it('[L132] without asking who may see whom it would: the same meeting then brings the one who was kept back', async () => {
    const kept = somebody()
    const made = team(new Map([[kept, ['NHS'] as const]]), { asksWhoMay: false })
    const [hers, his] = [made.device(nadia), made.device(sam)]
    hers.write(kept, 'not for the council')
    await meet(hers, his)
    await vi.waitFor(() => expect(his.read(kept)).toBe('not for the council'), patience)
  })

  it('[L133] keep what holds and name what does not: one damaged paper holds up nothing', async () => {
    const [okafor, lindqvist] = [somebody(), somebody()]
    const { device } = team(new Map([okafor, lindqvist].map((each) => [each, everybody])))
    const [hers, his] = [device(nadia), device(mei)]
    hers.shelf.addPaper(okafor, 'damaged outcome')
    hers.shelf.addPaper(okafor, 'sound outcome')
    hers.write(okafor, 'the plan')
    hers.write(lindqvist, 'another')
    await meet(hers, his)
    await vi.waitFor(() => expect(his.read(lindqvist)).toBe('another'), patience)
    await vi.waitFor(() => expect([his.shelf.paperTexts(okafor), his.read(okafor)]).toEqual([['sound outcome'], 'the plan']), patience)
    expect(his.amiss).toEqual(['damaged outcome from Nadia Clegg'])
  })

  it('[L134] let no change of a document past that the gate refuses, and say whose and of whom', async () => {
    const okafor = somebody()
    const made = team(new Map([[okafor, everybody]]))
    const hers = made.device(nadia, replacing('bring', ({ head }) => writeCatchUp(head, Uint8Array.from([1, 1, 200, 200]))))
    const his = made.device(mei)
    hers.write(okafor, 'changed on its way')
    await meet(hers, his)
    await vi.waitFor(() => expect(his.amiss).toHaveLength(1), patience)
    expect(his.amiss[0]).toMatch(/Nadia Clegg’s device brought of the plan for D\. O\. was left out/)
    expect(his.read(okafor)).toBe('')
  })

  it('[L135] more papers than one message carries come with the next ones', async () => {
    const okafor = somebody()
    const { device } = team(new Map([[okafor, everybody]]))
    const [hers, his] = [device(nadia), device(mei)]
    for (let each = 0; each < catchUpLimits.papers + 50; each += 1) hers.shelf.addPaper(okafor, `outcome ${each}`)
    await meet(hers, his)
    await vi.waitFor(() => expect(his.shelf.paperTexts(okafor)).toHaveLength(catchUpLimits.papers + 50), patience)
  })

  it('[L135] a device that says what is no part of it is listened to no longer; the other colleagues are', async () => {
    const okafor = somebody()
    const made = team(new Map([[okafor, everybody]]))
    const hers = made.device(nadia, () => garbling)
    const [his, theirs] = [made.device(mei), made.device(sam)]
    theirs.write(okafor, 'from Sam')
    await meet(hers, his, theirs)
    await vi.waitFor(() => expect(his.read(okafor)).toBe('from Sam'), patience)
    expect([his.failed, his.amiss]).toEqual([[], [expect.stringMatching(/^Nadia Clegg’s device said what is no part of catching up/)]])
  })

  it('[L187] go on by themselves half a minute after a fault of one of them, and wait longer after each further one', async () => {
    const [okafor, lindqvist] = [somebody(), somebody()]
    const made = team(new Map([okafor, lindqvist].map((each) => [each, everybody])))
    const [hers, his] = [made.device(nadia), made.device(mei)]
    const open = his.shelf.open
    let full = true
    his.shelf.open = (person) => (full && person === lindqvist ? Promise.reject(new Error('the disk is full')) : open(person))
    his.write(lindqvist, 'his ')
    hers.write(lindqvist, 'hers')
    const hellos = () => made.sent.filter(({ message }) => readCatchUp(message)?.head.say === 'hello').length
    vi.useFakeTimers()
    try {
      await meet(hers, his)
      await vi.waitFor(() => expect(his.failed).toHaveLength(1), patience)
      await vi.advanceTimersByTimeAsync(29_000)
      expect(hellos()).toBe(2)
      await vi.advanceTimersByTimeAsync(2_000)
      await vi.waitFor(() => expect(his.failed).toHaveLength(2), patience)
      expect(hellos()).toBe(4)
      full = false
      await vi.advanceTimersByTimeAsync(50_000)
      expect(his.read(lindqvist)).toBe('his ')
      await vi.advanceTimersByTimeAsync(20_000)
      await vi.waitFor(() => expect(held(his)).toEqual(held(hers)), patience)
      expect([his.failed.length, hers.failed.length]).toEqual([2, 0])
    } finally {
      vi.useRealTimers()
    }
  })

  it('[L187] whoever parts meanwhile is not disturbed when they are back', async () => {
    const okafor = somebody()
    const made = team(new Map([[okafor, everybody]]))
    const [hers, his] = [made.device(nadia), made.device(mei)]
    const { may } = his.shelf
    his.shelf.may = () => Promise.reject(new Error('the disk is full'))
    hers.write(okafor, 'the plan')
    vi.useFakeTimers()
    try {
      await meet(hers, his)
      await vi.waitFor(() => expect(his.failed).toHaveLength(1), patience)
      await part(his)
      his.shelf.may = may
      await meet(his)
      await vi.waitFor(() => expect(his.read(okafor)).toBe('the plan'), patience)
      const said = made.sent.length
      await vi.advanceTimersByTimeAsync(60_000)
      expect(made.sent).toHaveLength(said)
    } finally {
      vi.useRealTimers()
    }
  })

  it('[L187] an answer that is slow holds up nobody else, and is taken in when it comes', async () => {
    const people = Array.from({ length: 6 }, somebody)
    const made = team(new Map(people.map((each) => [each, everybody])))
    const late: (() => void)[] = []
    const hers = made.device(nadia, (real) => (other) => real({
      ...other,
      send: (message) => (readCatchUp(message)?.head.say === 'bring' && late.length < 5 ? void late.push(() => other.send(message)) : other.send(message)),
    }))
    const his = made.device(mei)
    for (const each of people) hers.write(each, `of ${each}`)
    vi.useFakeTimers()
    try {
      await meet(hers, his)
      for (let slow = 1; slow <= 5; slow += 1) {
        await vi.waitFor(() => expect(late).toHaveLength(slow), patience)
        await vi.advanceTimersByTimeAsync(catchUpLimits.answerWithin)
      }
      await vi.waitFor(() => expect(his.shelf.people()).toHaveLength(1), patience)
      for (const come of late) come()
      await vi.waitFor(() => expect(held(his)).toEqual(held(hers)), patience)
      expect([his.failed, his.amiss]).toEqual([[], []])
    } finally {
      vi.useRealTimers()
    }
  })

  it('[L135] an answer that nobody asked for changes nothing', async () => {
    const [okafor, other] = [somebody(), somebody()]
    const made = team(new Map([okafor, other].map((each) => [each, everybody])))
    const hers = made.device(nadia, replacing('bring', ({ head, bytes }) => writeCatchUp(head.say === 'bring' ? { ...head, person: other } : head, bytes)))
    const his = made.device(mei)
    hers.write(okafor, 'of somebody else')
    await meet(hers, his)
    await vi.waitFor(() => expect(made.sent.some(({ message }) => readCatchUp(message)?.head.say === 'bring')).toBe(true), patience)
    hers.shelf.addPaper(okafor, 'again')
    await vi.waitFor(() => expect(made.sent.filter(({ from, message }) => from === 'Nadia Clegg' && readCatchUp(message)?.head.say === 'have')).toHaveLength(2), patience)
    expect(his.shelf.people()).toEqual([])
  })
})

const garbling: Converse = (other) => {
  for (let each = 0; each <= catchUpLimits.amiss + 1; each += 1) queueMicrotask(() => other.send(Uint8Array.from([each, 1, 2])))
  return { hear: () => undefined, end: () => undefined }
}

/** Says something else in the place of each message of one kind. */
const replacing =
  (say: CatchUpHead['say'], by: (message: NonNullable<ReturnType<typeof readCatchUp>>) => Uint8Array) =>
  (real: Converse): Converse =>
  (other) =>
    real({
      ...other,
      send(message) {
        const read = readCatchUp(message)
        other.send(read?.head.say === say ? by(read) : message)
      },
    })

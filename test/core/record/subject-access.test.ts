import { strFromU8, unzipSync } from 'fflate'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { action as actionParser } from '../../../src/core/model/action.ts'
import { auditEntry, type AuditEntry } from '../../../src/core/model/audit.ts'
import type { Comment } from '../../../src/core/model/comment.ts'
import { entryId, teamId } from '../../../src/core/model/ids.ts'
import { breakGlass, delivery, disclosure } from '../../../src/core/model/leaving.ts'
import { letter as letterParser } from '../../../src/core/model/letter.ts'
import type { Suggestion } from '../../../src/core/model/suggestion.ts'
import { mark } from '../../../src/core/model/mark.ts'
import { passagesOf } from '../../../src/core/record/leaving/passages.ts'
import { calendarDate, instant } from '../../../src/core/model/dates.ts'
import { person as personParser } from '../../../src/core/model/person.ts'
import { allWithheld } from '../../../src/core/model/withheld.ts'
import { retentionOf } from '../../../src/core/model/retention.ts'
import type { Version } from '../../../src/core/model/version.ts'
import { ownWords } from '../../../src/core/model/words.ts'
import { escapeXhtml } from '../../../src/core/record/fhir/narrative.ts'
import { heldParts, type EverythingHeld, type HeldPart } from '../../../src/core/record/subject-access/held.ts'
import { othersIn } from '../../../src/core/record/subject-access/others-in.ts'
import { accessPackage, partlyWithheld, type AccessRequest } from '../../../src/core/record/subject-access/package.ts'
import { filled } from './every-fact.ts'
import { loadValidator } from './fhir-validator.ts'
import { idFrom, signedSample } from '../../fixtures/record/sample-outcome.ts'

let held: EverythingHeld
let errorsOf: (resource: object) => string[]
let parts: HeldPart[]

beforeAll(async () => {
  const [first, second] = [await signedSample(1), await signedSample(2)]
  const outcomes = [first, second].map((each) => ({ id: each.outcome.id, ...each }))
  held = {
    person: personParser.parse(filled(personParser).value),
    words: [ownWords.parse(filled(ownWords).value)],
    formulation: 'What happened: lost the flat in spring.',
    facts: { made: ['By the team only', 'Together with the person'], standing: ['First thoughts'], sharedOn: [calendarDate.parse('2026-11-20')], authors: [{ name: 'Ana Ruiz', role: 'Their aunt' }] },
    versions: [earlier({ kind: 'named', name: 'After the talk with the landlord' }, 'What happened: lost the flat in winter.'), earlier({ kind: 'before-restoring', restored: '“The first draft”' }, undefined)],
    lastTime: [{ what: 'Ring the housing office', owner: 'Priya Nair', state: 'not done', howItWent: 'Nobody answered there.' }],
    drafts: [{ huddle: 'Friday huddle', what: 'Why', text: 'A draft that is not decided.' }],
    outcomes,
    comments: [comment],
    suggestions: [suggestion],
    marks: new Map(),
    letters: [letterParser.parse({ id: idFrom(0xf901), outcome: first.outcome.id, person: idFrom(0xe001), words: { covering: 'It was good to meet you.', reworded: {} }, givings: [], updatedAt: at })],
    disclosures: [disclosure.parse({ id: idFrom(0xf902), outcome: first.outcome.id, person: idFrom(0xe001), what: 'letter', to: { kind: 'person' }, way: 'by hand', allowedBy: 'It is theirs.', by: 'Nadia Clegg', at, files: [{ name: 'letter.html', length: 1, digest: 'ab'.repeat(32) }], ledger: { kind: 'placed', line: 3 } })],
    deliveries: [delivery.parse({ id: idFrom(0xf903), outcome: first.outcome.id, person: idFrom(0xe001), server: { name: 'Leeds records', base: 'https://records.example.org/fhir' }, sections: [], by: 'Nadia Clegg', at, state: { kind: 'refused', at, said: ['The person is not known to this trust'] } })],
    breakGlass: [breakGlass.parse({ id: idFrom(0xf904), outcome: first.outcome.id, person: idFrom(0xe001), to: { kind: 'gp', name: 'Dr Hale' }, because: 'They could not be asked that night.', by: 'Nadia Clegg', at })],
    actions: [actionParser.parse(filled(actionParser).value)],
    trail: [entry('viewed', 'Opened the person’s page'), entry('refused', 'Declined to sign: their neighbour was named')],
    retention: retentionOf({}, calendarDate.parse('2026-11-24')),
  }
  parts = heldParts(held)
  errorsOf = await loadValidator()
}, 60_000)

const at = instant.parse('2026-11-24T10:00:00.000Z')
const entry = (kind: AuditEntry['kind'], detail: string): AuditEntry => auditEntry.parse({ at, by: 'Nadia Clegg', kind, person: idFrom(0xe001), detail })
const suggestion: Suggestion = {
  id: entryId.parse(idFrom(0xf912)),
  by: { name: 'Sam Wood', role: 'Social worker' },
  client: 7,
  at: instant.parse('2026-11-24T09:45:00.000Z'),
  quote: 'in spring',
  standing: 'in spring',
  adds: 'in autumn',
  settled: { how: 'declined', by: 'Nadia Clegg', at: instant.parse('2026-11-24T09:46:00.000Z') },
}
const earlier = (why: Version['why'], text: string | undefined): EverythingHeld['versions'][number] => ({ id: entryId.parse(idFrom(0xf920)), at: instant.parse('2026-11-20T09:00:00.000Z'), by: { name: 'Idris Vale', role: 'Social worker' }, why, text })
const comment: Comment = {
  id: entryId.parse(idFrom(0xf900)),
  text: 'Was it spring?',
  by: { name: 'Idris Vale', role: 'Social worker' },
  at,
  quote: 'lost the flat',
  standing: 'lost the flat',
  replies: [{ id: entryId.parse(idFrom(0xf90a)), text: 'It was March.', by: { name: 'Nadia Clegg', role: '' }, at }],
  resolved: undefined,
}

const request = (withheld: ReadonlySet<string> = new Set()): AccessRequest => ({
  held,
  parts,
  withheld,
  pdfs: new Map(held.outcomes.map(({ id }) => [id, new TextEncoder().encode(`%PDF of ${id}`)])),
  team: { id: teamId.parse(idFrom(0xd001)), name: 'Riverside hub' },
  madeBy: 'Nadia Clegg',
  at: instant.parse('2026-11-24T10:00:00.000Z'),
})

async function unpacked(withheld?: ReadonlySet<string>): Promise<{ page: string; data: string; audit: string; names: string[] }> {
  const files = unzipSync(await accessPackage(request(withheld)))
  const file = (name: string): string => strFromU8(files[name] ?? new Uint8Array())
  return { page: file('index.html'), data: file('everything.json'), audit: file('who-saw-what.fhir.json'), names: Object.keys(files) }
}

const texts = () => parts.flatMap(({ texts: all }) => all)

describe('everything held about one person', () => {
  it('[R84] every text stands in the page and in the data, and every outcome is there printed', async () => {
    const { page, data, names } = await unpacked()
    expect(texts().filter(({ text }) => !page.includes(escapeXhtml(text)))).toEqual([])
    const said = JSON.stringify(JSON.parse(data))
    expect(texts().filter(({ text }) => !said.includes(JSON.stringify(text)))).toEqual([])
    expect(names).toEqual(['index.html', 'everything.json', 'who-saw-what.fhir.json', ...held.outcomes.map(({ id }) => `outcomes/2026-11-24_${id}.pdf`)])
    expect(JSON.parse(data)).toMatchObject({ person: { id: held.person.id }, outcomes: [{ payload: held.outcomes[0]?.payload }, {}] })
  })

  it('[R84] whatever field a caseload row, words or an action have, it is said', async () => {
    const { data, page } = await unpacked()
    const { facts } = filled(personParser)
    const strings = facts.flatMap(({ value }) => (typeof value === 'string' ? [value] : []))
    expect(strings.filter((value) => !JSON.stringify(JSON.parse(data)).includes(JSON.stringify(value).slice(1, -1)))).toEqual([])
    for (const { text, given, writtenDownBy } of held.words) for (const said of [text, given, writtenDownBy]) expect(page).toContain(escapeXhtml(said))
    for (const { what, howItWent, owner } of held.actions) for (const said of [what, howItWent, owner.name]) expect(page).toContain(escapeXhtml(said))
    expect(page).toContain('A draft that is not decided.')
  })

  it('[R84] [R241] each version of the formulation is there with who kept it, when, as what and what it said, and what is said beside the one that stands', async () => {
    const { page, data } = await unpacked()
    const kept = 'Kept by Idris Vale (Social worker), 20 November 2026 at 09:00'
    for (const [label, text] of [
      [`${kept}: as what`, '“After the talk with the landlord”'],
      [kept, 'What happened: lost the flat in winter.'],
      [`${kept}: as what`, 'Before “The first draft” was brought back'],
      [kept, 'It is damaged, and cannot be read any more.'],
      ['How it was made', 'By the team only; Together with the person'],
      ['How sure we are', 'First thoughts'],
      ['Shown to the person on', '20 November 2026'],
      ['Thought through by', 'Ana Ruiz (Their aunt)'],
      ['Priya Nair: not done', 'Ring the housing office\nNobody answered there.'],
    ] as const) {
      expect(page).toContain(`<dt>${escapeXhtml(label)}</dt><dd>${escapeXhtml(text)}</dd>`)
      expect(JSON.parse(data).parts.flatMap((part: HeldPart) => part.texts)).toContainEqual({ label, text })
    }
  })

  it('[R97] what was written to them, sent, refused, looked at without agreement and said in the margin is there', async () => {
    const { page } = await unpacked()
    for (const said of [
      'It was good to meet you.',
      'A letter to the person, by hand. It is theirs.',
      'Refused, 24 November 2026 at 10:00: The person is not known to this trust',
      'Looked at what Dr Hale (GP) would get: They could not be asked that night.',
      'Was it spring?',
      'Comment by Idris Vale (Social worker), 24 November 2026 at 10:00, about “lost the flat”',
      'It was March.',
    ])
      expect(page).toContain(escapeXhtml(said))
  })

  it('[R96] for all passages that are marked, none is in the package, in whichever text it is repeated; the outcome goes out printed without them, and not as it was signed', async () => {
    const passages = held.outcomes.slice(0, 1).flatMap(({ outcome, answers }) => passagesOf({ outcome, answers }))
    await fc.assert(
      fc.asyncProperty(fc.subarray(passages, { minLength: 1 }), async (chosen) => {
        const marks = chosen.map(({ key }) => mark.parse({ passage: key, because: 'third-party', by: 'Nadia Clegg', at }))
        const [first] = held.outcomes
        if (!first) throw new Error('no outcome')
        const marked: EverythingHeld = {
          ...held,
          marks: new Map([[first.id, marks]]),
          outcomes: [first],
          letters: held.letters.map((each) => ({ ...each, words: { covering: chosen[0]?.text ?? '', reworded: {} } })),
          formulation: first.outcome.formulation,
          versions: chosen.flatMap(({ text }) => [earlier({ kind: 'named', name: text }, `Before.\n${text}`), earlier({ kind: 'before-restoring', restored: text }, text)]),
          lastTime: chosen.map(({ text }) => ({ what: text, owner: text, state: 'not done', howItWent: text })),
          drafts: chosen.map(({ text }) => ({ huddle: 'Friday huddle', what: 'Why', text })),
          trail: chosen.map(({ text }) => entry('refused', `Declined to sign: ${text.slice(0, 400)}`)),
        }
        const all = heldParts(marked)
        const made = { ...request(), held: marked, parts: all, withheld: allWithheld(all.flatMap((part) => part.texts), new Set()) }
        const files = unzipSync(await accessPackage(made))
        const [said, data, audit] = ['index.html', 'everything.json', 'who-saw-what.fhir.json'].map((name) => strFromU8(files[name] ?? new Uint8Array()))
        const shown = chosen.filter(({ text }) => text.length > 12 && [said, data, audit].some((file) => file?.includes(escapeXhtml(text)) || file?.includes(JSON.stringify(text).slice(1, -1))))
        expect(shown).toEqual([])
        expect(JSON.parse(data ?? '').outcomes).toEqual([])
        expect(Object.keys(files)).toContain(`outcomes/2026-11-24_${first.id}.pdf`)
      }),
      { numRuns: 60 },
    )
  })

  it('[R210] who saw and changed what is an AuditEvent of base FHIR R4 for each entry; of one that is withheld it says when and by whom', async () => {
    const refused = texts().find(({ text }) => text.includes('their neighbour was named'))
    const withheld = new Set(refused ? [refused.id] : [])
    for (const [chosen, detail] of [[new Set<string>(), 'Declined to sign: their neighbour was named'], [withheld, 'Withheld: this is about somebody else.']] as const) {
      const { audit } = await unpacked(chosen)
      expect(JSON.parse(audit).entry.map(({ resource }: { resource: { outcomeDesc: string; recorded: string; agent: { name: string }[] } }) => [resource.outcomeDesc, resource.recorded, resource.agent[0]?.name])).toEqual([
        ['Opened the person’s page', at, 'Nadia Clegg'],
        [detail, at, 'Nadia Clegg'],
      ])
      expect(errorsOf(JSON.parse(audit))).toEqual([])
    }
  })

  it('[R85] what is withheld is nowhere in the package, and neither is a printed or signed outcome that holds it; for all choices', async () => {
    const free = texts().filter(({ free: may }) => may)
    await fc.assert(
      fc.asyncProperty(fc.subarray(free), async (chosen) => {
        const withheld = allWithheld(texts(), new Set(chosen.map(({ id }) => id)))
        const { page, data, audit, names } = await unpacked(withheld)
        const partly = partlyWithheld(parts, withheld)
        expect([...partly].filter((id) => names.some((name) => name.includes(id)) || data.includes(`\\"id\\":\\"${id}\\"`))).toEqual([])
        const shown = chosen.filter(({ text }) => text.length > 12 && (page.includes(escapeXhtml(text)) || [data, audit].some((file) => file.includes(JSON.stringify(text).slice(1, -1)))))
        expect(shown).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('[R85] nor is it there set in another way; what merely shares a word or a sentence stays', () => {
    const said = Object.entries({
      about: 'His neighbour rang. She said “he has not been out since June”.',
      lines: 'Noted:\nhis neighbour rang.\nShe said "he has not been out since June"',
      unseen: 'HIS NEI\u00ADGHBOUR RANG. She said ‘he has\u200B not been out since June’.',
      other: 'He has been out every day.',
      sentence: 'His neighbour rang.',
      yes: 'Yes',
    }).map(([id, text]) => ({ id, text, stays: false }))
    expect([...allWithheld(said, new Set(['about']))]).toEqual(['about', 'lines', 'unseen'])
    expect([...allWithheld(said, new Set(['yes']))]).toEqual(['yes'])
  })

  it('[R85] a text that mentions a relation or names somebody to be told is marked for a reader', () => {
    expect(othersIn('Please tell my sister what was said.', [])).toBe('mentions “sister”')
    expect(othersIn('Please ring Ana about it.', ['Ana, their neighbour'])).toBe('names Ana')
    expect(othersIn('Analysis of the season', ['Ana'])).toBe('')
    expect(texts().filter(({ lookAt, text }) => lookAt !== '' && text.includes('sister')).length).toBeGreaterThan(0)
  })

  it('[R85] [R241] where anything of the formulation is marked, each version that goes is marked for a reader too', () => {
    const [first] = held.outcomes
    if (!first) throw new Error('no outcome')
    const marked = passagesOf(first).find(({ section, line }) => section === 'formulation' && line)
    const marks = marked ? [mark.parse({ passage: marked.key, because: 'third-party', by: 'Nadia Clegg', at })] : []
    const free = heldParts({ ...held, marks: new Map([[first.id, marks]]) }).flatMap((part) => (part.heading === 'How we understood it earlier' ? part.texts.filter((each) => each.free) : []))
    expect(free.map(({ lookAt }) => lookAt.includes('may say in other words'))).toEqual(free.map(() => true))
    expect(free.length).toBeGreaterThan(0)
  })

  it('[R86] markup in anybody’s text stays text, the page loads nothing, and the same input gives the same bytes', async () => {
    const { page } = await unpacked()
    expect(page).toContain("default-src 'none'")
    expect(page.replaceAll(/<style>.*?<\/style>/gs, '')).not.toMatch(/<(?!\/?(?:!doctype|html|head|meta|title|style|body|main|h1|h2|p|section|dl|dt|dd|ul|li|a)\b)/i)
    expect(await accessPackage(request())).toEqual(await accessPackage(request()))
  })
})

async function packedWithout(of: EverythingHeld, choose: (all: readonly HeldPart['texts'][number][]) => readonly string[]): Promise<string> {
  const laidOut = heldParts(of)
  const all = laidOut.flatMap(({ texts: each }) => each)
  const withheld = allWithheld(all, new Set(choose(all)))
  const files = unzipSync(await accessPackage({ ...request(withheld), held: of, parts: laidOut }))
  return Object.values(files).map((content) => strFromU8(content)).join('\n')
}

describe('why there is a legal hold, where that is about somebody else', () => {
  const reason = 'A complaint by her sister Maria, who found the letters.'
  const heldFor = (marks: EverythingHeld['marks'] = new Map()): EverythingHeld => {
    const hold = { since: at, by: 'Nadia Clegg', because: reason }
    return { ...held, marks, person: { ...held.person, legalHold: hold }, retention: { kind: 'held', hold }, trail: [entry('changed', `Set a legal hold: ${reason}`)] }
  }

  it('[R85] is nowhere in the package once it is withheld', async () => {
    expect(await packedWithout(heldFor(), (all) => all.flatMap(({ id, text, free }) => (free && text.includes('Set a legal hold') ? id : [])))).not.toContain('Maria')
  })

  it('[R96] is nowhere in the package where it repeats a passage that is marked', async () => {
    const [first] = held.outcomes
    if (!first) throw new Error('no outcome')
    const outcome = { ...first.outcome, why: reason }
    const marked = passagesOf({ outcome, answers: first.answers }).find(({ text }) => text === reason)
    if (!marked) throw new Error('no passage')
    const marks = new Map([[first.id, [mark.parse({ passage: marked.key, because: 'third-party', by: 'Nadia Clegg', at })]]])
    expect(await packedWithout({ ...heldFor(marks), outcomes: [{ ...first, outcome }] }, () => [])).not.toContain('Maria')
  })
})

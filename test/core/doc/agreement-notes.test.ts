import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { agreementNotes, mostAgreementNotes } from '../../../src/core/doc/agreement-notes.ts'
import type { AgreementNote } from '../../../src/core/model/agreement.ts'
import { instantOf } from '../../../src/core/model/dates.ts'
import { maySee, sharingAgreement, type SharingAgreement } from '../../../src/core/model/person.ts'
import { organisationKinds, type OrganisationKind } from '../../../src/core/model/team.ts'
import { now } from '../model/caseload-builders.ts'
import { meet } from './docs.ts'

const day = (number: number) => instantOf(now + number * 24 * 60 * 60 * 1000)
const agreed = (...kinds: OrganisationKind[]): SharingAgreement => ({ kind: 'agreed', with: kinds })
const declined: SharingAgreement = { kind: 'declined' }

type Step = { readonly by: number; readonly note: AgreementNote } | 'meet'

/** A document as one device has it: this app writes notes, an earlier one the plain agreement alone. */
function device(client: number) {
  const doc = new Y.Doc()
  doc.clientID = client
  const about = doc.getMap<unknown>('about')
  const notes = agreementNotes(doc, about)
  return {
    doc,
    about,
    ...notes,
    writeEarlier: (agreement: SharingAgreement) => void about.set('agreement', agreement),
    readEarlier: () => sharingAgreement.parse(about.get('agreement')),
  }
}
type Device = ReturnType<typeof device>

const opened = (agreement: SharingAgreement): OrganisationKind[] => organisationKinds.filter((kind) => kind !== 'Healthwatch' && maySee(agreement, kind, 'Healthwatch'))

/** What the notes come to, worked out without a document: the kinds that every one of the latest leaves open. */
function expected(notes: readonly AgreementNote[]): OrganisationKind[] {
  const latest = notes.map(({ since = '' }) => since).toSorted().at(-1)
  return organisationKinds.filter((kind) => notes.every(({ agreement, since = '' }) => since !== latest || opened(agreement).includes(kind)))
}

const someAgreement: fc.Arbitrary<SharingAgreement> = fc.oneof(
  fc.constantFrom<SharingAgreement>(declined, { kind: 'not-asked' }),
  fc.uniqueArray(fc.constantFrom<OrganisationKind>('NHS', 'Council', 'VCFSE'), { minLength: 1 }).map((kinds) => agreed(...kinds)),
)
const someNote: fc.Arbitrary<AgreementNote> = fc
  .record({ agreement: someAgreement, at: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }) })
  .map(({ agreement, at }) => ({ agreement, ...(at !== undefined && { since: day(at) }) }))
const someStep: fc.Arbitrary<Step> = fc.oneof({ arbitrary: fc.record({ by: fc.constantFrom(0, 1), note: someNote }), weight: 3 }, { arbitrary: fc.constant('meet' as const), weight: 1 })

function play(steps: readonly Step[], clients: readonly [number, number]): readonly [Device, Device] {
  const [one, other] = [device(clients[0]), device(clients[1])]
  for (const step of steps) {
    if (step === 'meet') meet(one.doc, other.doc)
    else (step.by === 0 ? one : other).note(step.note)
  }
  meet(one.doc, other.doc)
  return [one, other]
}

const bothWays = fc.constantFrom<[number, number]>([1, 2], [2, 1])

describe('what a person has agreed to, in their document', () => {
  it('[C170] for all orders of two devices’ notes the latest stands, and where neither is later what both leave open', () => {
    fc.assert(
      fc.property(fc.array(someStep, { minLength: 1, maxLength: 12 }), bothWays, (steps, clients) => {
        const noted = steps.flatMap((step) => (step === 'meet' ? [] : [step.note]))
        fc.pre(noted.length > 0)
        for (const each of play(steps, clients)) {
          const said = each.said()
          expect(said && opened(said.agreement)).toEqual(expected(noted))
          expect(said?.since).toEqual(noted.flatMap(({ since }) => since ?? []).toSorted().at(-1))
        }
      }),
      { numRuns: 400 },
    )
  })

  it('[C171] for all orders in which one of two devices writes, an earlier app reads what stands there', () => {
    fc.assert(
      fc.property(fc.array(someNote, { minLength: 1, maxLength: 8 }), fc.option(someAgreement), (notes, before) => {
        const [one, other] = [device(1), device(2)]
        if (before) one.writeEarlier(before)
        for (const [at, note] of notes.entries()) {
          ;(at % 2 === 0 ? one : other).note(note)
          meet(one.doc, other.doc)
          expect(opened(other.readEarlier())).toEqual(opened(other.said()?.agreement ?? declined))
        }
      }),
    )
  })

  it('[C171] for all that an earlier app writes among the notes, it opens nothing; and what is noted later stands', () => {
    fc.assert(
      fc.property(fc.array(someStep, { maxLength: 8 }), fc.array(someAgreement, { minLength: 1, maxLength: 3 }), someAgreement, (steps, earlier, after) => {
        const [one, other] = play(steps, [1, 2])
        const noted = one.said()
        const open = noted ? opened(noted.agreement) : organisationKinds
        for (const agreement of earlier) {
          one.writeEarlier(agreement)
          expect(open).toEqual(expect.arrayContaining(opened(one.said()?.agreement ?? declined)))
        }
        meet(one.doc, other.doc)
        other.note({ agreement: after, since: day(9) })
        meet(one.doc, other.doc)
        for (const each of [one, other]) {
          expect(each.said()).toEqual({ agreement: after, since: day(9) })
          expect(each.readEarlier()).toEqual(after)
        }
      }),
    )
  })

  it('[C171] a document of an earlier app reads as it did, and a withdrawal that such an app writes closes what was noted', () => {
    const one = device(1)
    expect(one.said()).toBeUndefined()
    one.writeEarlier(agreed('NHS', 'Council'))
    expect(one.said()).toEqual({ agreement: agreed('NHS', 'Council') })
    one.note({ agreement: agreed('NHS', 'Council'), since: day(1) })
    one.writeEarlier(declined)
    one.note({ agreement: agreed('NHS', 'Council'), since: day(1) })
    expect(one.said()?.agreement).toEqual(declined)
    // The other computer has the new app now, and says since when it has known so.
    one.note({ agreement: declined, since: day(0) })
    expect(one.said()).toEqual({ agreement: agreed('NHS', 'Council'), since: day(1) })
    expect(one.readEarlier()).toEqual(agreed('NHS', 'Council'))
  })

  it('[C170] reads the newest notes alone, and none that stands under another name than its own', () => {
    const one = device(1)
    one.note({ agreement: declined, since: day(3) })
    const notes = one.doc.getMap<unknown>('agreements')
    notes.set(`${day(9)} Council`, { agreement: agreed('Council'), since: day(8) })
    notes.set(`${day(9)} NHS`, { agreement: agreed('NHS'), since: day(9), by: 'somebody' })
    expect(one.said()).toEqual({ agreement: declined, since: day(3) })
    for (let at = 0; at < mostAgreementNotes; at += 1) one.note({ agreement: agreed('NHS'), since: day(10 + at) })
    expect(one.said()?.since).toBe(day(9 + mostAgreementNotes))
    one.about.set('agreement', declined)
    expect(one.said()?.agreement).toEqual(declined)
    notes.delete(`${day(3)} declined`)
    expect(one.said()?.agreement).toEqual(declined)
  })
})

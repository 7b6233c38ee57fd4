import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { answer as answerParser, type Answer } from '../../../src/core/model/checkpoint.ts'
import { calendarDate, instant, plainDate } from '../../../src/core/model/dates.ts'
import { outcome as outcomeParser, outcomeNow, type Outcome } from '../../../src/core/model/outcome.ts'
import { canonicalText } from '../../../src/core/record/canonical.ts'
import { escapeXhtml } from '../../../src/core/record/fhir/narrative.ts'
import { outcomeBundle } from '../../../src/core/record/fhir/outcome-bundle.ts'
import { uuidOf } from '../../../src/core/record/fhir/people.ts'
import { ukMoment } from '../../../src/core/record/uk-time.ts'
import { filled, placeOf, withInstead, type Fact } from './every-fact.ts'

/**
 * What stays in outcome.json, because it says nothing of the person or the decision: what is sealed to a device, and the
 * ids by which the person's words are corrected, comments are answered and suggestions settled. That words were corrected is said.
 */
const kept = [
  'present.*.card.sealingKey',
  'ownWords.*.id',
  'ownWords.*.corrects',
  'formulationAbout.comments.*.id',
  'formulationAbout.comments.*.replies.*.id',
  'formulationAbout.suggestions.*.id',
]

interface Said {
  readonly outcome: Outcome
  readonly answers: readonly Answer[]
}
const saidParser = z.strictObject({ outcome: outcomeParser, answers: z.array(answerParser) })

const bundleOf = async ({ outcome, answers }: Said): Promise<string> =>
  canonicalText(await outcomeBundle(outcome, 'the same payload whatever it says', answers))

/** A whole outcome and its answers; those who answer are those who were there, as every filing demands. */
function everything(variant: number): { said: Said; facts: readonly Fact[] } {
  const { value, facts } = filled(outcomeNow, variant)
  const outcome = outcomeParser.parse(value)
  const given = outcome.present.map(({ card }, index) => {
    const { value: one, facts: ofIt } = filled(answerParser, variant + index, 500 + index * 100)
    return { answer: answerParser.parse({ ...Object(one), card }), facts: ofIt, index }
  })
  return {
    said: { outcome, answers: given.map(({ answer }) => answer) },
    facts: [
      ...facts.map((fact) => ({ ...fact, path: `outcome.${fact.path}` })),
      ...given.flatMap(({ facts: ofIt, index }) => ofIt.map((fact) => ({ ...fact, path: `answers.${index}${fact.path && `.${fact.path}`}` }))),
    ],
  }
}

const isOfAnswer = ({ path }: Fact): boolean => /^answers\.\d+(?:\.card(?:\.|$)|$)/.test(path)
const placeInOutcome = (fact: Fact): string => placeOf(fact).replace(/^outcome\./, '')
const isToBeSaid = (fact: Fact): boolean => !kept.includes(placeInOutcome(fact)) && !isOfAnswer(fact)

/** How a text may stand in the document. A moment is never shortened to its time: nobody would know the day. */
function forms(text: string): string[] {
  const moment = instant.safeParse(text)
  const day = calendarDate.safeParse(text)
  return [
    text,
    escapeXhtml(text),
    uuidOf(text),
    Buffer.from(text, 'base64url').toString('base64'),
    ...(moment.success ? [ukMoment(moment.data)] : []),
    ...(day.success ? [plainDate(day.data)] : []),
  ]
}

function everyString(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(everyString)
}

describe.each([0, 1, 2])('every fact of an outcome, alternative %i', (variant) => {
  let said: Said
  let facts: readonly Fact[]
  let bundle: string
  beforeAll(async () => {
    const all = everything(variant)
    said = all.said
    facts = all.facts
    bundle = await bundleOf(said)
  })

  it('[R17] each text, name, day, moment, id and number stands in the document', () => {
    const strings = everyString(JSON.parse(bundle)).join('\n')
    const texts = facts.filter((fact) => isToBeSaid(fact) && typeof fact.value === 'string')
    const missing = texts.filter(({ value }) => !forms(String(value)).some((form) => strings.includes(form)))
    expect(missing.map(({ path }) => path)).toEqual([])
    expect(texts.length).toBeGreaterThan(80)
  })

  it('[R17] another answer to anything, or none, makes another document', async () => {
    const same: string[] = []
    for (const fact of facts.filter(isToBeSaid)) {
      for (const instead of fact.instead) {
        const changed = saidParser.parse(withInstead(said, fact.path, instead))
        if ((await bundleOf(changed)) === bundle) same.push(`${fact.path}: ${String(instead)}`)
      }
    }
    expect(same).toEqual([])
  })

  it('[R17] nothing is kept back that the schema does not have', () => {
    const places = new Set(facts.map(placeInOutcome))
    expect(kept.filter((place) => !places.has(place))).toEqual([])
  })
})

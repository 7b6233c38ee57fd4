import { dayOf, instantOf, type CalendarDate } from '../../model/dates.ts'
import { entryId, newId, type EntryId, type OutcomeId } from '../../model/ids.ts'
import { letterWords, type Giving, type Letter, type LetterSectionKey, type LetterWords } from '../../model/letter.ts'
import { rewordedByBoth, typedOver, type Rewording } from '../../model/letter-words.ts'
import { digestOf } from '../../record/digest.ts'
import { utf8 } from '../../model/bytes.ts'
import { withhold } from '../../record/leaving/withhold.ts'
import { letterText, noWords } from '../../record/letter/letter-text.ts'
import { readingEase } from '../../record/letter/reading-ease.ts'
import { noteDisclosure } from './disclosures.ts'
import type { LetterReading, MadeFile } from './leaving.ts'
import { hasDied, letterGiven, letterRepeats, letterReworded, letterTooLong, noOutcome, notYet } from './problems.ts'
import type { SharingParts } from './sharing.ts'

export interface LetterParts extends SharingParts {
  letters(): readonly Letter[]
}

/** The draft about an outcome, made where there is none. @throws {ProblemError} `has-died` */
export async function draftOf(parts: LetterParts, id: OutcomeId): Promise<Letter> {
  const { outcome } = parts.outcome(id)
  checkAlive(parts, id)
  const known = parts.letters().find((each) => each.outcome === id && each.givings.length === 0)
  if (known) return known
  const made: Letter = {
    id: newId(entryId, parts.effects.random),
    outcome: id,
    person: outcome.person.id,
    words: noWords,
    givings: [],
    updatedAt: instantOf(parts.effects.clock()),
  }
  await parts.vault.letters.put([made])
  await parts.refresh()
  return made
}

/** @throws {ProblemError} `has-died` */
function checkAlive(parts: LetterParts, id: OutcomeId): void {
  const { person } = parts.outcome(id).outcome
  const now = parts.people().find((each) => each.id === person.id)
  if (person.died ?? now?.died) throw hasDied()
}

export function readLetterOf(parts: LetterParts, letter: Letter): LetterReading {
  const { outcome, secrets } = withhold(parts.outcome(letter.outcome), letter.givenWith ?? parts.marksOf(letter.outcome))
  const text = letterText(outcome, letter.words)
  const repeats: ('covering' | LetterSectionKey)[] = [
    ...(secrets.in(letter.words.covering) ? (['covering'] as const) : []),
    ...text.sections.flatMap(({ key, text: written }) => (letter.words.reworded[key] !== undefined && secrets.in(written) ? [key] : [])),
  ]
  return { letter, text, repeats, ease: readingEase([...text.covering.split('\n'), ...text.sections.flatMap(({ text: written }) => written.split('\n'))]) }
}

/** @throws {ProblemError} `letter-given`, `letter-reworded`, `letter-too-long` */
export async function rewordLetter(parts: LetterParts, id: EntryId, { from, words }: Rewording): Promise<LetterWords> {
  const known = letterIn(parts, id)
  if (known.givings.length > 0) throw letterGiven()
  if (!letterWords.safeParse(words).success) throw letterTooLong()
  const updatedAt = instantOf(parts.effects.clock())
  let clash = false
  const [reworded] = await parts.vault.letters.change([id], (now = known) => {
    clash = rewordedByBoth(from, words, now.words).length > 0
    return clash || now.givings.length > 0 ? undefined : { ...now, words: typedOver(from, words, now.words), updatedAt }
  })
  await parts.refresh()
  if (clash) throw letterReworded()
  if (!reworded) throw letterGiven()
  return reworded.words
}

/** What was given while they lived can still be made as it was given. @throws {ProblemError} `letter-repeats`, `has-died` for a draft */
export async function letterFileOf(parts: LetterParts, id: EntryId, as: 'pdf' | 'html'): Promise<MadeFile> {
  const { text, repeats, letter } = readLetterOf(parts, letterIn(parts, id))
  if (letter.givings.length === 0) checkAlive(parts, letter.outcome)
  if (repeats.length > 0) throw letterRepeats()
  if (as === 'html') {
    const { letterHtml } = await import('../../record/letter/letter-html.ts')
    return { name: 'letter.html', type: 'text/html', content: utf8.encode(letterHtml(text)) }
  }
  const { renderLetterPdf } = await import('../../record/letter/letter-pdf.ts')
  const { readBackAt } = parts.outcome(letter.outcome).outcome
  return { name: 'letter.pdf', type: 'application/pdf', content: await renderLetterPdf(text, readBackAt, await parts.fonts()) }
}

/** @throws {ProblemError} `letter-repeats`, `not-yet`, `has-died` */
export async function giveLetter(parts: LetterParts, id: EntryId, how: Giving['how'], on: CalendarDate): Promise<void> {
  const at = instantOf(parts.effects.clock())
  if (on > dayOf(parts.effects.clock())) throw notYet()
  const known = letterIn(parts, id)
  checkAlive(parts, known.outcome)
  const html = await letterFileOf(parts, id, 'html')
  const files = how === 'read aloud' ? [html] : [html, await letterFileOf(parts, id, 'pdf')]
  const by = parts.profile.get().card.name
  const given: Giving = { on, how, by, at, digest: await digestOf(html.content) }
  await parts.vault.letters.change([id], (now = known) => {
    const { words, givenWith = [...parts.marksOf(known.outcome)] } = now.givenWith ? now : known
    return { ...now, words, givenWith, givings: [...now.givings, given], updatedAt: at }
  })
  await noteDisclosure(parts, {
    outcome: known.outcome,
    person: known.person,
    what: 'letter',
    to: { kind: 'person' },
    way: how,
    allowedBy: 'the person themselves',
    files,
  })
  await parts.refresh()
}

function letterIn({ letters }: LetterParts, id: EntryId): Letter {
  const known = letters().find((each) => each.id === id)
  if (!known) throw noOutcome()
  return known
}

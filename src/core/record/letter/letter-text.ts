import { plainDate } from '../../model/dates.ts'
import type { NamedPerson } from '../../model/decision.ts'
import type { LetterSectionKey, LetterWords } from '../../model/letter.ts'
import type { Outcome } from '../../model/outcome.ts'
import { spokenName } from '../../model/person.ts'
import { standingWords } from '../../model/words.ts'
import { whyWithheld, type WithheldBecause } from '../leaving/withheld-note.ts'
import { inWords, type Block } from '../outcome-sections.ts'
import { ukDay } from '../uk-time.ts'

export interface LetterSection {
  readonly key: LetterSectionKey
  readonly title: string
  /** What the team may reword, a paragraph or a list item on each line. */
  readonly text: string
  readonly blocks: readonly Block[]
}

/** A letter as it reads, before it becomes a page of any kind. */
export interface LetterText {
  readonly title: string
  /** Name for the envelope. */
  readonly to: string
  readonly date: string
  readonly greeting: string
  /** The team's own words before the sections; empty where there are none. */
  readonly covering: string
  readonly sections: readonly LetterSection[]
  readonly from: readonly string[]
  readonly practice: boolean
}

export const noWords: LetterWords = { covering: '', reworded: {} }

/** The letter about an outcome from which everything that is withheld has been taken out already. */
export function letterText(outcome: Outcome, { covering, reworded }: LetterWords): LetterText {
  const { person, team, readBackAt } = outcome
  const day = ukDay(readBackAt)
  return {
    title: `What we decided on ${day}`,
    to: [person.title, person.givenName, person.familyName].filter(Boolean).join(' '),
    date: day,
    greeting: `Dear ${spokenName(person)},`,
    covering: covering.trim(),
    sections: sectionTexts(outcome).map(({ key, title, text: usual, said = [], always = [], list }) => {
      const text = reworded[key] ?? usual
      // A section that was emptied says what it would have said: nobody is left under a heading with nothing.
      const lines = linesOf(text).length > 0 || said.length > 0 ? linesOf(text) : linesOf(usual)
      const written: Block[] = list ? [{ kind: 'list', items: lines }] : lines.map(paragraph)
      return { key, title, text, blocks: [...said, ...(lines.length > 0 ? written : []), ...always] }
    }),
    from: [team.name, ...(team.area ? [team.area] : [])],
    practice: team.practice,
  }
}

interface SectionText {
  readonly key: LetterSectionKey
  readonly title: string
  readonly text: string
  /** The person's own words, and that something of theirs is left out: it stands first, and is not for anybody to reword. */
  readonly said?: readonly Block[]
  /** What stands last whatever the team rewords. */
  readonly always?: readonly Block[]
  readonly list?: boolean
}

function sectionTexts(outcome: Outcome): SectionText[] {
  const { keyworker, keyworkerWasPresent, reviewOn, team, toTell } = outcome
  const toReach = team.contact || 'Ask your keyworker for our phone number. We will write it here: ____________________'
  return [
    { key: 'talked', title: 'What we talked about', text: `We met on ${ukDay(outcome.readBackAt)} and talked about this:\n${plainly(outcome.question)}` },
    toldUs(outcome),
    decided(outcome),
    {
      key: 'actions',
      title: 'Who does what, by when',
      list: true,
      text: outcome.actions
        .map(({ what, owner, ownerWasPresent, due }) => {
          const ask = ownerWasPresent ? '' : ` (We still need to ask ${named({ ...owner, role: '' })}.)`
          return `${ended(plainly(what.replaceAll(/\s+/g, ' ')))} ${named(owner)}, by ${plainDate(due)}.${ask}`
        })
        .join('\n'),
    },
    {
      key: 'keyworker',
      title: 'Your keyworker',
      text: `Your keyworker is ${inWords(keyworker)}. Go to them first, with anything.${keyworkerWasPresent ? '' : ' They were not at the meeting, so we will ask them and tell you what they say.'}`,
    },
    ...(toTell.length > 0
      ? [{ key: 'told', title: 'Who we will tell', list: true, text: toTell.map(({ who, by }) => `${whyWithheld(who) ? 'Somebody whom we do not name in this letter' : who}: ${named({ name: by, role: '' })} will tell them.`).join('\n') } as const]
      : []),
    {
      key: 'review',
      title: 'When we look at this again',
      text: `We will look at this again on ${plainDate(reviewOn)}. If you want us to do it sooner, tell us.`,
    },
    {
      key: 'wrong',
      title: 'If we got something wrong',
      text: `Tell ${keyworker.name}, or anybody in the team. We will put it right, and we will keep what you say with your record.\nYou can ask at any time to see what we hold about you.`,
    },
    { key: 'reach', title: 'How to reach us', text: `${toReach}\nYou can come back to us at any time.` },
    {
      key: 'crisis',
      title: 'If things get very hard',
      text: team.crisisContact,
      always: [paragraph('You can ring 111 and choose mental health, by day or by night. If a life is in danger, ring 999.')],
    },
  ]
}

const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/).filter((line) => line.trim())

/** The person's own words are quoted; what is withheld of them they did not say, and so it stands as ours. */
function inTheirWords(words: string): Block {
  const because = whyWithheld(words)
  return because === undefined ? { kind: 'quote', text: words, source: '' } : paragraph(`You told us something more. ${leftOut(because)}`)
}

const leftOutBecause = {
  'in-confidence': 'somebody else asked us to keep it to ourselves',
  'third-party': 'it is about somebody else',
  repeats: 'it says again what is left out elsewhere in this letter',
} as const satisfies Record<WithheldBecause, string>

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const leftOut = (because: WithheldBecause): string => `We have left it out of this letter, because ${leftOutBecause[because]}.`

/** A text of the team's, with a sentence to the person in the place of each line that is withheld. */
function plainly(text: string): string {
  return text
    .split(/(\r\n|\r|\n)/)
    .map((line) => {
      const because = whyWithheld(line)
      return because === undefined ? line : `We wrote something here. ${leftOut(because)}`
    })
    .join('')
}

/** Who somebody is, as far as that is not withheld. */
function named({ name, role }: Pick<NamedPerson, 'name' | 'role'>): string {
  if (whyWithheld(name)) return 'somebody whom we do not name in this letter'
  return inWords({ name, role: whyWithheld(role) ? '' : role })
}

/** What the person wants is said as theirs; what is withheld of it is not, and stands with their own words, which nobody rewords. */
function toldUs({ ownWords, personWants }: Outcome): SectionText {
  const said = standingWords(ownWords).map(({ text }) => inTheirWords(text))
  const wants = linesOf(personWants)
  const going = wants.filter((line) => whyWithheld(line) === undefined)
  const reasons = [...new Set(wants.flatMap((line) => whyWithheld(line) ?? []))]
  const more = going.length > 0 ? 'We wrote down more of what you want.' : 'We wrote down what you want.'
  const text = [
    ...(said.length > 0 ? [] : ['We have nothing in your own words yet. Tell us whenever you like, and we will write it down as you say it.']),
    ...(going.length > 0 ? [`We understand that you want this: ${going.join('\n')}`] : []),
  ].join('\n')
  return { key: 'told-us', title: 'What you told us', text, said: [...said, ...reasons.map((because) => paragraph(`${more} ${leftOut(because)}`))] }
}

/** A challenge stands in the letter as plainly as the decision that it challenges, and nobody rewords it away. */
function decided({ decision, why, challenges }: Outcome): SectionText {
  const others = challenges.map(({ by, text }) => {
    const because = whyWithheld(text)
    return because === undefined ? `${inWords(by)} saw it another way: ${text}` : `${inWords(by)} saw it another way, and said how. ${leftOut(because)}`
  })
  const text = [plainly(decision), `Why: ${plainly(why)}`].join('\n')
  return { key: 'decided', title: 'What we decided, and why', text, always: others.flatMap(linesOf).map(paragraph) }
}

const ended = (text: string): string => (/[.!?…\]]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`)

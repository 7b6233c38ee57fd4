import { shortestReason } from '../../model/leaving.ts'
import { ProblemError } from '../../model/problem.ts'
import { noBasisInWords, recipientInWords, type Recipient } from '../../model/recipient.ts'
import type { SharingAgreement } from '../../model/person.ts'

const nothingLeft = 'Nothing has left MDT Huddle.'

const problem = (code: string, happened: string, kept: string, todo: string): ProblemError => new ProblemError({ code, happened, kept, todo })

export const notAgreed = (to: Recipient, agreement: SharingAgreement): ProblemError =>
  problem(
    'not-agreed',
    `${recipientInWords(to)} cannot have this: ${noBasisInWords(to, agreement)}`,
    nothingLeft,
    'Ask the person first. If it cannot wait, say why; somebody else will review it.',
  )

export const reasonMissing = (what: string): ProblemError =>
  problem('reason-missing', `${what} needs a sentence of at least ${shortestReason} characters.`, 'Nothing was changed.', 'Say in a sentence why, then go on.')

export const sameReviewer = (by: string): ProblemError =>
  problem('reviewer-is-the-same', `${by} looked without agreement, so ${by} cannot be the one who reviews it.`, 'It stays to be reviewed.', 'Ask a colleague to review it.')

export const noOutcome = (): ProblemError =>
  problem('no-outcome', 'This computer does not hold that outcome.', nothingLeft, 'Open the huddle that it comes from, or ask a colleague who was there.')

export const hasDied = (): ProblemError =>
  problem('has-died', 'This person has died, so there is no letter to write to them.', 'The outcome stays in the record.', 'Speak with the family or the executor, and share the outcome with them only where you may.')

export const letterGiven = (): ProblemError =>
  problem('letter-given', 'This letter has been given, so its words stand.', 'It is as it was given.', 'Write another letter.')

export const letterTooLong = (): ProblemError =>
  problem('letter-too-long', 'A part of this letter is longer than is kept of it.', 'Nothing was cut: all of it is in this window alone.', 'Open the letter, shorten that part, and it is kept.')

export const letterReworded = (): ProblemError =>
  problem(
    'letter-reworded',
    'The same part of this letter was reworded in another window meanwhile.',
    'What the other window wrote stands, and what you typed is in this window alone.',
    'Open the letter: type on, and your words take its place; or take the other words.',
  )

export const letterRepeats = (): ProblemError =>
  problem('letter-repeats', 'The letter repeats something that is withheld, in words that were added to it.', `${nothingLeft} The draft is kept.`, 'Take those words out, then try again.')

export const notYet = (): ProblemError =>
  problem('not-yet', 'A letter cannot have been given on a day that has not come yet.', 'Nothing was noted.', 'Choose today or an earlier day.')

export const noServer = (): ProblemError =>
  problem('no-server', 'No record system is set to send outcomes to.', nothingLeft, 'Set one under Settings, then send again.')

import { addWords, inDays, nameSomebody, pickDay, write, type Participant } from '../../../src/cli/journey/participant.ts'

/** What is written about one person before it is read back. */
export interface Written {
  readonly words: string
  readonly note: string
  readonly decision: string
  readonly owner: string
}

/** Fills the discussion that is open, so that nothing is missing. */
export async function writeDiscussion(me: Participant, { words, note, decision, owner }: Written): Promise<void> {
  await addWords(me, words, 'by phone')
  await write(me, 'Formulation', note)
  await write(me, 'Question', 'Who is the keyworker?')
  await write(me, 'Decision', decision)
  await write(me, 'Why', 'They know each other.')
  await me.page.getByRole('button', { name: 'Add an action' }).click()
  await write(me, 'Action 1', 'Walk together on Thursday')
  await nameSomebody(me, 'Owner of action 1', owner)
  await pickDay(me, 'By when, action 1', inDays(7))
  await nameSomebody(me, 'Keyworker', owner)
  await pickDay(me, 'Review date', inDays(42))
}

/** Closes the huddle of one person and nobody else, as far as the record that is signed and not yet filed. */
export async function signRecord({ page }: Participant): Promise<void> {
  await page.getByRole('button', { name: 'Close the huddle' }).click()
  await page.getByRole('button', { name: 'Sign the record of this huddle' }).click()
}

export async function fileRecord({ page }: Participant): Promise<void> {
  await page.getByRole('button', { name: 'File the record' }).click()
  await page.getByText('The record is filed').waitFor()
}

import type { Page } from 'playwright'
import {
  addWords,
  closeDiscussion,
  goTo,
  importCaseload,
  inDays,
  invite,
  joinHuddle,
  nameSomebody,
  pickDay,
  setUpTeam,
  signTrueRecord,
  startHuddle,
  textbox,
  write,
  type Participant,
} from './participant.ts'

export interface JourneyPages {
  readonly chair: Page
  readonly psychologist: Page
  readonly housing: Page
}

export interface JourneyOptions extends JourneyPages {
  /** The caseload to import, as a path. */
  readonly caseload: string
  /** Told before each step, in words. */
  readonly onStep: (step: string) => void
  /** A moment at which the screens are worth a look: axe, a picture. */
  readonly onScreen?: (name: string, page: Page) => Promise<void>
  /** Takes a window off the network, or puts it back. */
  readonly setNetwork: (page: Page, on: boolean) => Promise<void>
}

const fenwick = /FENWICK/

/**
 * One whole huddle as three people live it, each at their own installation: set up, import, talk, decide, lose the
 * network and come back, read back, sign, file. Throws at the first thing that a person would miss.
 */
export async function playJourney(options: JourneyOptions): Promise<void> {
  const { onStep, onScreen = () => Promise.resolve(), caseload } = options
  onStep('Three colleagues set up MDT Huddle, each at their own computer')
  await onScreen('first run', options.chair)
  const chair = await setUpTeam(options.chair, 'West Leeds hub', { name: 'Nadia Clegg', role: 'Mental health nurse', organisation: 'Leeds trust' })
  const psychologist = await setUpTeam(options.psychologist, 'West Leeds hub', { name: 'Mei Tanaka', role: 'Clinical psychologist', organisation: 'Leeds trust' })
  const housing = await setUpTeam(options.housing, 'Engage housing', {
    name: 'Tom Reyes',
    role: 'Support worker (housing)',
    organisation: 'Engage housing',
    kind: 'Voluntary',
  })
  await onScreen('today', chair.page)

  onStep('Nadia imports the caseload')
  await importCaseload(chair, caseload)
  await chair.page.getByText(fenwick).first().waitFor()
  await onScreen('caseload', chair.page)

  onStep('Nadia starts the huddle and invites the other two')
  await startHuddle(chair, ['FENWICK', 'CASTELLANO'])
  await joinHuddle(psychologist, await invite(chair, 'One person'), chair)
  await joinHuddle(housing, await invite(chair, 'One person'), chair)
  for (const { page } of [chair, psychologist, housing]) await page.getByText('3 here').first().waitFor()

  onStep('They talk about Marlon Fenwick: own words first, then formulation and decision, all three writing at once')
  await addWords(chair, 'I want to sleep, and to get back to the allotment.', 'by phone')
  await psychologist.page.getByText('I want to sleep, and to get back to the allotment.').first().waitFor()
  await Promise.all([
    write(psychologist, 'Formulation', 'Lost the flat in spring; two moves since. Nights are the worst.'),
    write(chair, 'Question', 'Who should be the keyworker, and what comes first?'),
    write(housing, 'Why', 'Sleep and housing feed each other. '),
  ])
  for (const { page } of [chair, psychologist, housing]) {
    await textbox(page, 'Formulation').getByText('Nights are the worst.').waitFor()
    await textbox(page, 'Question').getByText('what comes first?').waitFor()
    await textbox(page, 'Why').getByText('feed each other').waitFor()
  }
  await onScreen('huddle', chair.page)

  onStep('Mei loses the network, goes on writing, and two keyworkers are named while she is away')
  await options.setNetwork(psychologist.page, false)
  await psychologist.page.getByText(/offline since/i).waitFor()
  await write(psychologist, 'Decision', 'Hub keyworker now. ')
  await nameSomebody(psychologist, 'Keyworker', 'Mei Tanaka')
  await write(housing, 'Decision', 'Warm introduction to the Accommodation Gateway within the week. ')
  await nameSomebody(chair, 'Keyworker', 'Nadia Clegg')
  await textbox(chair.page, 'Decision').getByText('within the week').waitFor()

  onStep('Mei comes back: nothing is lost, and the two keyworkers stand side by side until somebody chooses')
  await options.setNetwork(psychologist.page, true)
  for (const { page } of [chair, psychologist, housing]) {
    await textbox(page, 'Decision').getByText('Hub keyworker now.').waitFor()
    await textbox(page, 'Decision').getByText('within the week').waitFor()
    await page.getByRole('button', { name: 'Keep Nadia Clegg' }).waitFor()
  }
  await onScreen('conflict', chair.page)
  await chair.page.getByRole('button', { name: 'Keep Nadia Clegg' }).click()

  onStep('The decision does not close while it has no owner, date or review')
  await chair.page.getByText(/Still missing/).filter({ hasText: 'review date' }).first().waitFor()
  await chair.page.getByRole('button', { name: 'Add an action' }).click()
  await write(chair, 'Action 1', 'Meet at the allotment, and hear about sleep')
  await nameSomebody(chair, 'Owner of action 1', 'Tom Reyes')
  await pickDay(chair, 'By when, action 1', inDays(7))
  await pickDay(chair, 'Review date', inDays(42))
  await chair.page.getByText(/Nothing is missing/).first().waitFor()

  onStep('It is read back; all three sign; the discussion closes')
  await chair.page.getByRole('button', { name: 'Read back and close this discussion' }).click()
  for (const participant of [chair, psychologist, housing]) await signTrueRecord(participant)
  await chair.page.getByText('Everybody here has answered').waitFor()
  await onScreen('read back', chair.page)
  await closeDiscussion(chair)

  onStep('Iris Castellano has agreed to share within the NHS alone: nothing of hers reaches Tom')
  await chair.page.getByRole('button', { name: /Go on with/ }).click()
  await housing.page.getByText(/has not agreed to share with VCFSE/).waitFor()
  await psychologist.page.getByText(/CASTELLANO/).first().waitFor()

  onStep('The huddle closes: one is carried over, all sign the checkpoint, the record is filed')
  await closeHuddle(chair, [psychologist, housing])
  await onScreen('filed', chair.page)

  onStep('The story and the action list show it')
  await goTo(chair.page, 'Actions')
  await chair.page.getByRole('button', { name: /^All/ }).click()
  await chair.page.getByText('Meet at the allotment').first().waitFor()
  await onScreen('actions', chair.page)
  await goTo(chair.page, 'Record')
  await chair.page.getByText(/Filed/).first().waitFor()
  await onScreen('record', chair.page)
  await goTo(chair.page, 'Caseload')
  await chair.page.getByRole('gridcell', { name: fenwick }).or(chair.page.getByRole('link', { name: fenwick })).first().click()
  await chair.page.getByText('Warm introduction to the Accommodation Gateway').first().waitFor()
  await onScreen('person', chair.page)
}

async function closeHuddle({ page }: Participant, others: readonly Participant[]): Promise<void> {
  await page.getByRole('button', { name: 'Close the huddle' }).click()
  await page.getByRole('button', { name: /^Park I\. C\./ }).click()
  await page.getByLabel('Why it waits').fill('ran out of time')
  await page.getByRole('button', { name: 'Park', exact: true }).click()
  await page.getByRole('button', { name: 'Ask everybody to sign' }).click()
  await page.getByRole('button', { name: 'Sign the record of this huddle' }).click()
  for (const other of others) await other.page.getByRole('button', { name: 'Sign the record of this huddle' }).click()
  for (const { name } of others) await page.getByRole('listitem').filter({ hasText: `${name} signed` }).waitFor()
  await page.getByRole('button', { name: 'File the record' }).click()
  await page.getByText('The record is filed').waitFor()
}

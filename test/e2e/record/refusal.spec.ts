import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { main as verify } from '../../../src/cli/verify.ts'
import { expectAccessible } from '../accessibility.ts'
import { decideEverything, twoSeats } from '../huddle/seats.ts'
import { press } from './alone.ts'

const seats = twoSeats()
const reason = 'Work was left out, and it is what she asked about.'

test('[R232] who declines to sign at the read-back says why; the outcome is filed with that, and the page, the package and verifying say it', async () => {
  const { chair, guest, app } = seats
  await decideEverything(chair)
  await press(chair, 'Read back and close this discussion')
  await press(guest, 'I do not sign')
  await press(guest, 'Record that I do not sign')
  await expect(guest.getByText('Say it in a few words first.')).toBeVisible()
  const why = guest.getByRole('textbox', { name: 'Why you do not sign' })
  await why.fill(reason)
  await expectAccessible(guest)
  await press(guest, 'Record that I do not sign')
  await expect(chair.getByText(`Sam Whitlock does not sign: “${reason}”`)).toBeVisible()
  for (const step of ['Sign as a true record', 'Close this discussion', 'Close the huddle', 'Sign the record of this huddle', 'File the record']) await press(chair, step)
  await expect(chair.getByText('The record is filed')).toBeVisible()

  await chair.getByRole('navigation').getByRole('link', { name: 'Record', exact: true }).click()
  await chair.getByRole('row').nth(1).getByRole('link').click()
  const answers = chair.getByRole('region', { name: 'Who signed, and who declined' })
  await expect(answers.getByRole('row', { name: /Sam Whitlock/ })).toContainText(new RegExp(`Declined to sign, .*: ${reason}`))
  await expect(answers.getByRole('row', { name: /Alex Morgan/ })).toContainText('Signed')

  const [manifest = ''] = readdirSync(app.records, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('manifest.json'))
  expect(readFileSync(join(app.records, manifest), 'utf8')).toContain(`"because":"${reason}"`)
  const said: string[] = []
  expect(await verify([app.records], { out: (text) => void said.push(text), err: (text) => void said.push(text) })).toBe(0)
  expect(said.join('\n')).toContain('1 signature, 1 refusal, ')
})

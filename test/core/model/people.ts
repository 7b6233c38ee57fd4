import { person, type Person } from '../../../src/core/model/person.ts'

const declan = {
  id: 'd'.repeat(32),
  nhsNumber: { kind: 'known', number: '9990000018' },
  familyName: 'Osei',
  givenName: 'Declan',
  preferredName: '',
  title: 'Mx',
  born: '1985-06-07',
  gender: 'Not stated',
  pronouns: '',
  gpPractice: '',
  area: 'West Leeds',
  referredOn: '2026-11-20',
  referralSource: 'GP',
  referralRoute: 'Phone',
  step: 'Referred',
  keyworker: '',
  contactPreference: 'Phone',
  language: 'English',
  interpreter: false,
  agreement: { kind: 'not-asked' },
  updatedAt: '2026-11-20T09:00:00.000Z',
}

/** Declan Osei, with what the test is about. */
export const aPerson = (change: object = {}): Person => person.parse({ ...declan, ...change })

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarDate } from '../../../src/core/model/dates.ts'
import { agreementInWords, bannerBorn, bannerName, bannerNhsNumber, identityOf, maySee, person, personIdentity, personInitials, sharingAgreement, spokenName } from '../../../src/core/model/person.ts'
import { initialsOf, organisationKinds } from '../../../src/core/model/team.ts'
import { aPerson } from './people.ts'

const today = calendarDate.parse('2026-11-24')

describe('the banner', () => {
  it('[C21] FAMILY, Given (Title), born and age, NHS number 3-3-4', () => {
    expect(bannerName(aPerson())).toBe('OSEI, Declan (Mx)')
    expect(bannerName(aPerson({ title: '' }))).toBe('OSEI, Declan')
    expect(bannerBorn(aPerson(), today)).toBe('07-Jun-1985 (41)')
    expect(bannerNhsNumber(aPerson())).toBe('999 000 0018')
  })

  it('[C21] what is not known is said in words; an age stops at death', () => {
    expect(bannerNhsNumber(aPerson({ nhsNumber: { kind: 'absent', reason: 'Seeking asylum' } }))).toBe('Not known')
    expect(bannerBorn(aPerson({ died: '2026-06-06' }), today)).toBe('07-Jun-1985 (40)')
  })

  it('[C21] names that are not plain Latin letters keep their letters', () => {
    expect(bannerName(aPerson({ familyName: 'Ní-Dhomhnaill', givenName: 'Siân', title: '' }))).toBe('NÍ-DHOMHNAILL, Siân')
    expect(personInitials(aPerson({ familyName: '’t Hooft', givenName: 'Øyvind' }))).toBe('Ø. T.')
    expect(personInitials(aPerson({ familyName: '123' }))).toBe('D. ?.')
  })

  it('[C21] the preferred name is what people are called', () => {
    expect([spokenName(aPerson()), spokenName(aPerson({ preferredName: 'Dec' }))]).toEqual(['Declan', 'Dec'])
  })

  it('[C22] the identity that peers get holds what the banner needs and nothing else', () => {
    const identity = identityOf(aPerson({ died: '2026-06-06', keyworker: 'Hana Gill' }))
    expect(personIdentity.parse(identity)).toEqual(identity)
    expect(Object.keys(identity).toSorted()).toEqual(['born', 'died', 'familyName', 'gender', 'givenName', 'id', 'nhsNumber', 'preferredName', 'title'])
  })
})

describe('who may see a discussion', () => {
  const kinds = fc.constantFrom(...organisationKinds)
  it('[C23] for all organisations: the record’s holder may; another only where the person agreed to exactly it', () => {
    fc.assert(
      fc.property(kinds, kinds, fc.uniqueArray(kinds, { minLength: 1 }), (kind, holder, agreed) => {
        expect(maySee({ kind: 'agreed', with: agreed }, kind, holder)).toBe(kind === holder || agreed.includes(kind))
        expect(maySee({ kind: 'declined' }, kind, holder)).toBe(kind === holder)
        expect(maySee({ kind: 'not-asked' }, kind, holder)).toBe(kind === holder)
      }),
    )
  })

  it('[C23] the agreement is said in words, and one that names nobody does not parse', () => {
    expect(agreementInWords({ kind: 'agreed', with: ['NHS', 'GP'] })).toBe('Agreed to share with NHS, GP')
    expect(agreementInWords({ kind: 'declined' })).toContain('not agreed')
    expect(agreementInWords({ kind: 'not-asked' })).toContain('Not yet asked')
    expect(sharingAgreement.safeParse({ kind: 'agreed', with: [] }).success).toBe(false)
  })
})

it('[C162] a private screen tells people apart by the letters of their names, not of their titles, the same on every screen', () => {
  for (const title of ['Mx', '']) expect(initialsOf(bannerName(aPerson({ title })))).toBe(personInitials(aPerson()).replaceAll(/[. ]/g, ''))
  expect(initialsOf('DE SOUZA, Ana (Ms)')).toBe('AD')
  expect([initialsOf('Nadia Petrova'), initialsOf('Sam (nights) Whitlock'), initialsOf('Ana')]).toEqual(['NP', 'SW', 'A'])
})

it('[C24] a person has no field for risk, score or colour: what is not in the model is refused', () => {
  for (const field of ['risk', 'riskLevel', 'score', 'rag']) expect(person.safeParse({ ...aPerson(), [field]: 'high' }).success).toBe(false)
})

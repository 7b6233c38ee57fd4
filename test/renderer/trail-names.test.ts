import { expect, it } from 'vitest'
import { personId } from '../../src/core/model/ids.ts'
import { bannerName, personInitials } from '../../src/core/model/person.ts'
import { trailNames } from '../../src/renderer/record/trail/trail-names.ts'
import { aPerson } from '../core/model/people.ts'

const declan = aPerson()
const people = new Map([[declan.id, declan]])

it('[M216] a private screen shows initials, and the file has the whole name', () => {
  const { onScreen, inFile } = trailNames(people, true)
  expect([onScreen(declan.id), inFile(declan.id)]).toEqual([personInitials(declan), bannerName(declan)])
})

it('[M216] an open screen has the whole name too; whoever is not held here is nowhere named', () => {
  const { onScreen, inFile } = trailNames(people, false)
  const gone = personId.parse('f'.repeat(32))
  expect([onScreen(declan.id), onScreen(gone), inFile(gone)]).toEqual([bannerName(declan), 'Somebody no longer held here', 'Somebody no longer held here'])
})

import { expect, it } from 'vitest'
import { personId } from '../../src/core/model/ids.ts'
import { stillChosen } from '../../src/renderer/caseload/still-chosen.ts'
import { caseloadViews, placeAt, routes } from '../../src/renderer/shell/routes.ts'

const named = (letter: string) => ({ id: personId.parse(letter.repeat(32)) })
const ada = named('a')
const ben = named('b')
const cas = named('c')

it('[M214] whoever is hidden by a search stays chosen when somebody shown is chosen, or everybody or nobody shown', () => {
  const chosen = new Set([ada.id])
  expect(stillChosen(chosen, [ben, cas], new Set([ben.id]))).toEqual(new Set([ada.id, ben.id]))
  expect(stillChosen(chosen, [ben, cas], new Set([ben.id, cas.id]))).toEqual(new Set([ada.id, ben.id, cas.id]))
  expect(stillChosen(chosen, [ben, cas], new Set())).toEqual(chosen)
})

it('[M214] whoever is shown and not ticked is not chosen', () => {
  expect(stillChosen(new Set([ada.id, ben.id]), [ada, cas], new Set([cas.id]))).toEqual(new Set([ben.id, cas.id]))
})

it('[M214] the views of the caseload are one place; an import or a person is another', () => {
  for (const view of caseloadViews) expect(placeAt(routes.caseload(view))).toBe(placeAt(routes.caseload()))
  expect(placeAt(routes.caseloadImport())).not.toBe(placeAt(routes.caseload()))
  expect(placeAt(routes.person(ada.id))).not.toBe(placeAt(routes.person(ben.id)))
})

import { personDoc, type PersonDoc } from '../doc/person-doc.ts'
import type { Action } from '../model/action.ts'
import { instantOf } from '../model/dates.ts'
import type { Effects } from '../model/effects.ts'
import type { ActionId } from '../model/ids.ts'
import type { Vault } from '../vault/vault.ts'
import { personDocId } from './item-access.ts'
import { withDoc } from './with-doc.ts'

type Answer = Pick<Action, 'state' | 'howItWent'>

const textOf = ({ state, howItWent }: Answer): string => `${state}\u0000${howItWent}`

function isNews(answer: Answer, before: string | undefined, now: Action): boolean {
  if (textOf(answer) === textOf(now) || (answer.state === 'not done' && answer.howItWent.trim() === '')) return false
  return before === undefined ? now.state === 'to do' : before !== textOf(answer)
}

/**
 * Keeps among the actions of this vault what became of them in the care plan of a person’s document. What is answered there,
 * here or at another device, is taken as it is seen to change; what was answered before it was first seen, only where it is
 * still to do here.
 * @returns takes it out of one document, with the actions of that person as they are held here; says whether any was taken
 */
export function planAnswers(vault: Vault, effects: Effects): (person: PersonDoc, held: readonly Action[]) => Promise<boolean> {
  const seen = new Map<ActionId, string>()

  return async (person, held) => {
    const kept = new Set(held.map(({ id }) => id))
    const news = new Map<ActionId, { readonly answer: Answer; readonly before: string | undefined }>()
    for (const { id, state, howItWent } of person.actions()) {
      const [answer, before] = [{ state, howItWent }, seen.get(id)]
      // Until its decision is kept here there is nothing to take it into.
      if (!kept.has(id) || before === textOf(answer)) continue
      news.set(id, { answer, before })
    }
    if (news.size === 0) return false
    const taken = await vault.actions.change([...news.keys()], (now, id) => {
      const said = news.get(id)
      return now && said && isNews(said.answer, said.before, now) ? { ...now, ...said.answer, updatedAt: instantOf(effects.clock()) } : undefined
    })
    // Only now: what could not be kept is still to be taken.
    for (const [id, { answer }] of news) seen.set(id, textOf(answer))
    return taken.length > 0
  }
}

/** Writes what became of an action into the care plan too, where this device holds the person. */
export async function writeIntoPlan(vault: Vault, { id, personId, state, howItWent }: Action, effects: Effects): Promise<void> {
  if (!(await vault.people.get(personId))) return
  await withDoc(vault, personDocId(personId), (doc) => {
    const person = personDoc(doc, effects)
    if (person.actions().some((each) => each.id === id)) person.changeAction(id, { state, howItWent })
  })
}

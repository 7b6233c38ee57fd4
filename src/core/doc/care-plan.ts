import type * as Y from 'yjs'
import { z } from 'zod'
import { calendarDate, type CalendarDate } from '../model/dates.ts'
import { actionStates, namedPerson, type NamedPerson } from '../model/decision.ts'
import type { Effects } from '../model/effects.ts'
import { actionId, itemId, newId, type ActionId, type ItemId } from '../model/ids.ts'
import { refuseBeyond, spareForApart } from '../model/room-for.ts'
import { assign, mapAt, putFields } from './maps.ts'
import { writeNote } from './note-text.ts'
import { register, type Register } from './register.ts'

const planAction = z.strictObject({
  id: actionId,
  /** The agenda item in which it was added. */
  item: itemId,
  state: z.enum(actionStates),
  howItWent: z.string().max(2000),
  order: z.number(),
})

/** An action of the care plan while it can still change; its text is a fragment, its owner and date are registers. */
export interface PlanAction extends z.infer<typeof planAction> {
  readonly what: Y.XmlFragment
  readonly owner: Register<NamedPerson>
  readonly due: Register<CalendarDate>
}

/** As many actions a person's plan holds, over all their discussions. */
export const mostPlanActions = 2_000

/** A person's actions, over all their discussions. */
export interface CarePlan {
  actions(): PlanAction[]
  of(item: ItemId): PlanAction[]
  change(id: ActionId, change: Partial<Pick<PlanAction, 'state' | 'howItWent'>>): void
  /**
   * @param what what it says to begin with.
   * @throws {ProblemError} `no-room`.
   */
  add(item: ItemId, what: string): ActionId
  /** Returns how to put it back: its text, owner and date are kept. */
  remove(id: ActionId): () => void
}

export function carePlan(doc: Y.Doc, effects: Effects): CarePlan {
  const actions = doc.getMap<unknown>('actions')

  function readAction(key: string): PlanAction[] {
    const parsed = planAction.safeParse(mapAt(actions, key)?.toJSON())
    if (parsed.data?.id !== key) return []
    const { id } = parsed.data
    return [
      {
        ...parsed.data,
        what: doc.getXmlFragment(`action:${id}:what`),
        owner: register(doc.getMap(`action:${id}:owner`), namedPerson, effects),
        due: register(doc.getMap(`action:${id}:due`), calendarDate, effects),
      },
    ]
  }
  const all = (): PlanAction[] =>
    [...actions.keys()]
      .slice(0, mostPlanActions + spareForApart)
      .flatMap(readAction)
      .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
  const of = (item: ItemId): PlanAction[] => all().filter((action) => action.item === item)

  return {
    actions: all,
    of,
    change(id, change) {
      const fields = mapAt(actions, id)
      if (fields) doc.transact(() => assign(fields, change))
    },
    add(item, what) {
      refuseBeyond('actions', actions.size, mostPlanActions)
      const id = newId(actionId, effects.random)
      doc.transact(() => {
        putFields(actions, id, { id, item, state: 'to do', howItWent: '', order: Math.max(effects.clock(), (of(item).at(-1)?.order ?? 0) + 1) })
        const made = of(item).find((action) => action.id === id)
        if (made) writeNote(made.what, what)
      })
      return id
    },
    remove(id) {
      const kept = mapAt(actions, id)?.toJSON()
      actions.delete(id)
      return () => {
        if (!kept || actions.has(id)) return
        doc.transact(() => putFields(actions, id, kept))
      }
    },
  }
}

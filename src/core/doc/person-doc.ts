import type * as Y from 'yjs'
import type { AgreementNote } from '../model/agreement.ts'
import type { Effects } from '../model/effects.ts'
import type { ActionId, ItemId } from '../model/ids.ts'
import { personIdentity, type PersonIdentity, type SharingAgreement } from '../model/person.ts'
import { refuseBeyond, spareForApart } from '../model/room-for.ts'
import { mostWords, ownWords, type OwnWords } from '../model/words.ts'
import { agreementNotes } from './agreement-notes.ts'
import { askedLastTime, type AskedLastTime } from './asked-last-time.ts'
import { carePlan, type PlanAction } from './care-plan.ts'
import { commentsOn, type Comments } from './comments.ts'
import { discussionOn, type Discussion } from './discussion.ts'
import { formulationFacts, type FormulationFacts } from './formulation-facts.ts'
import { assign } from './maps.ts'
import { suggestionsOn, type Suggestions } from './suggestions.ts'
import { versionsOf, type Versions } from './versions.ts'

/**
 * The document of one person: their words, the formulation, the plan and each discussion of them. It has a room and
 * a secret of its own, so that only people whom the person's agreement covers can open it.
 */
export interface PersonDoc {
  readonly doc: Y.Doc
  identity(): PersonIdentity | undefined
  /** What they have agreed to, as the latest note of it says. */
  agreement(): SharingAgreement
  /** The same with since when it is known to be so; undefined while nothing is said. */
  agreementNote(): AgreementNote | undefined
  /** Adds what a caseload says: it stands where nothing later does. */
  noteAgreement(note: AgreementNote): void
  describe(identity: PersonIdentity, agreement: AgreementNote, lastTime?: AskedLastTime): void
  /** What the decision before this one asked for, and what became of it. */
  lastTime(): AskedLastTime
  words(): OwnWords[]
  /** @throws {ProblemError} `no-room`. */
  addWords(words: OwnWords): void
  readonly formulation: Y.XmlFragment
  readonly formulationFacts: FormulationFacts
  readonly formulationVersions: Versions
  readonly formulationComments: Comments
  readonly formulationSuggestions: Suggestions
  actions(): PlanAction[]
  changeAction(id: ActionId, change: Partial<Pick<PlanAction, 'state' | 'howItWent'>>): void
  discussion(item: ItemId): Discussion
  observe(onChange: () => void): () => void
}

export function personDoc(doc: Y.Doc, effects: Effects): PersonDoc {
  const about = doc.getMap<unknown>('about')
  const agreements = agreementNotes(doc, about)
  const words = doc.getArray<unknown>('words')
  const plan = carePlan(doc, effects)
  const lastTime = askedLastTime(about)

  return {
    doc,
    identity: () => personIdentity.safeParse(about.get('identity')).data,
    agreement: () => agreements.said()?.agreement ?? { kind: 'not-asked' },
    agreementNote: agreements.said,
    noteAgreement: agreements.note,
    describe: (identity, agreement, asked = { asked: [], more: 0 }) =>
      doc.transact(() => {
        assign(about, { identity })
        lastTime.write(asked)
        agreements.note(agreement)
      }),
    lastTime: lastTime.read,
    words: () => words.toArray().slice(0, mostWords + spareForApart).flatMap((value) => ownWords.safeParse(value).data ?? []),
    addWords(next) {
      refuseBeyond('of their words', words.length, mostWords)
      words.push([next])
    },
    formulation: doc.getXmlFragment('formulation'),
    formulationFacts: formulationFacts(doc, effects),
    formulationVersions: versionsOf(doc, 'formulation', effects),
    formulationComments: commentsOn(doc, 'formulation', effects),
    formulationSuggestions: suggestionsOn(doc, 'formulation', effects),
    actions: plan.actions,
    changeAction: plan.change,
    discussion: (item) => discussionOn(doc, item, plan, effects),
    observe(onChange) {
      doc.on('update', onChange)
      return () => doc.off('update', onChange)
    },
  }
}

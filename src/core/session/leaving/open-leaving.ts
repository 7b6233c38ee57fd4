import type { FiledOutcome } from '../../model/filed-outcome.ts'
import { instantOf } from '../../model/dates.ts'
import type { OutcomeId } from '../../model/ids.ts'
import type { BreakGlass, Delivery, Disclosure, RecordServer } from '../../model/leaving.ts'
import type { Letter } from '../../model/letter.ts'
import { markReasonWords, type Mark } from '../../model/mark.ts'
import { cell } from '../../model/observable.ts'
import { ProblemError } from '../../model/problem.ts'
import { serverAddressRefused, serverBase } from '../../model/server-address.ts'
import { passagesOf } from '../../record/leaving/passages.ts'
import type { DeskParts } from '../desk-parts.ts'
import { deliveryDesk } from './deliveries.ts'
import { listUnlisted, placeInLedger } from './disclosures.ts'
import type { Leaving } from './leaving.ts'
import { lettersTyping } from './letter-typing.ts'
import { draftOf, giveLetter, letterFileOf, readLetterOf, rewordLetter } from './letters.ts'
import { noOutcome } from './problems.ts'
import { openWithoutAgreement, previewOf, reviewOpening, shareOutcome } from './sharing.ts'

/** Opens what leaves from this desk, with what waited since it was last open. */
export async function openLeaving(desk: DeskParts, outcomeOf: (id: OutcomeId) => FiledOutcome | undefined): Promise<Leaving> {
  const { vault, effects, profile } = desk
  const marks = cell<ReadonlyMap<OutcomeId, readonly Mark[]>>(new Map())
  const letters = cell<readonly Letter[]>([])
  const disclosures = cell<readonly Disclosure[]>([])
  const breakGlass = cell<readonly BreakGlass[]>([])
  const deliveries = cell<readonly Delivery[]>([])
  const server = cell<RecordServer | undefined>(undefined)

  async function refresh(): Promise<void> {
    marks.set(new Map((await vault.marks.all()).map((row) => [row.id, row.marks])))
    letters.set((await vault.letters.all()).toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)))
    disclosures.set((await vault.disclosures.all()).toSorted(newestFirst))
    breakGlass.set((await vault.breakGlass.all()).toSorted(newestFirst))
    deliveries.set((await vault.deliveries.all()).toSorted((a, b) => -newestFirst(a, b)))
    server.set((await vault.servers.all()).find((row) => row.id === 'record-system'))
  }

  const parts = {
    ...desk,
    refresh,
    outcome(id: OutcomeId): FiledOutcome {
      const found = outcomeOf(id)
      if (!found) throw noOutcome()
      return found
    },
    marksOf: (id: OutcomeId): readonly Mark[] => marks.get().get(id) ?? [],
    breakGlass: breakGlass.get,
    letters: letters.get,
    deliveries: deliveries.get,
    server: server.get,
  }

  await listUnlisted(parts).catch(desk.report)
  await refresh()
  const sending = deliveryDesk(parts)
  void sending.drain().catch(desk.report)
  const typing = lettersTyping({ reword: (id, rewording) => rewordLetter(parts, id, rewording), report: desk.report })

  return {
    marks,
    letters,
    disclosures,
    breakGlass,
    deliveries,
    server,
    passages: (id) => passagesOf(parts.outcome(id)),
    async mark(id, passages, because) {
      const { outcome } = parts.outcome(id)
      const at = instantOf(effects.clock())
      const by = profile.get().card.name
      const made = because ? passages.map((passage): Mark => ({ passage, because, by, at })) : []
      await vault.marks.change([id], (now) => {
        const others = (now?.marks ?? []).filter(({ passage }) => !passages.includes(passage))
        return { id, person: outcome.person.id, marks: [...others, ...made] }
      })
      const detail = because ? `Marked ${passages.length} passages of an outcome as ${markReasonWords[because]}` : `Took marks off ${passages.length} passages of an outcome`
      await vault.audit.add({ at, by, kind: 'marked', person: outcome.person.id, detail })
      await refresh()
    },
    preview: (sharing) => previewOf(parts, sharing),
    goWithoutAgreement: (id, to, because) => openWithoutAgreement(parts, id, to, because),
    review: (id, by, conclusion) => reviewOpening(parts, id, by, conclusion),
    share: (sharing, as) => shareOutcome(parts, sharing, as),
    writeLetter: (id) => draftOf(parts, id),
    readLetter: (letter) => readLetterOf(parts, letter),
    rewordLetter: (id, rewording) => rewordLetter(parts, id, rewording),
    typingIn: typing.of,
    unkept: typing.unkept,
    letterFile: (id, as) => letterFileOf(parts, id, as),
    giveLetter: (id, how, on) => giveLetter(parts, id, how, on),
    async setServer(wanted) {
      const base = wanted && serverBase(wanted.base)
      if (wanted && !base) throw new ProblemError(serverAddressRefused(wanted.base))
      if (wanted && base) await vault.servers.put([{ id: 'record-system', name: wanted.name.trim() || new URL(base).host, base, token: wanted.token.trim() }])
      else await vault.servers.remove(['record-system'])
      await refresh()
      await sending.drain()
    },
    deliver: sending.deliver,
    tryAgain: sending.tryAgain,
    takeBack: sending.takeBack,
    async settleLedger() {
      await placeInLedger(parts)
      await refresh()
    },
    refresh,
    async rest() {
      await typing.keepAll()
      sending.rest()
    },
    goOn: sending.goOn,
  }
}

const newestFirst = (a: { readonly at: string }, b: { readonly at: string }): number => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)

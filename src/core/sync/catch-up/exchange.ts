import * as Y from 'yjs'
import type { PersonId } from '../../model/ids.ts'
import type { StaffCard } from '../../model/team.ts'
import type { Correspondent } from '../conversation.ts'
import type { Verdict } from '../gate/verdict.ts'
import { catchUpLimits as limits } from './limits.ts'
import type { Paper, Shelf } from './shelf.ts'

interface ExchangeParts {
  readonly shelf: Shelf
  readonly amiss: (sentence: string) => void
}

/** What of a person's document and papers is read for one colleague's device, and taken in of what it brings. */
export function exchangeWith(other: Correspondent, { shelf, amiss }: ExchangeParts) {
  async function holdingsOf(person: PersonId): Promise<{ stateVector: Uint8Array; papers: readonly Paper[] }> {
    const opened = await shelf.open(person)
    const stateVector = Y.encodeStateVector(opened.doc)
    await opened.release()
    return { stateVector, papers: await shelf.papers(person) }
  }

  /** @returns undefined where the state vector is none. */
  async function changesSince(person: PersonId, stateVector: Uint8Array): Promise<Uint8Array | undefined> {
    const opened = await shelf.open(person)
    try {
      return Y.encodeStateAsUpdate(opened.doc, stateVector.length > 0 ? stateVector : undefined)
    } catch {
      return undefined
    } finally {
      await opened.release()
    }
  }

  /** @returns whether the document says more than before. */
  async function takeChanges(person: PersonId, update: Uint8Array): Promise<boolean> {
    const { doc, live, release } = await shelf.open(person)
    // Of a document that is open among colleagues, its room knows better than we who may write what in it.
    if (live) return release().then(() => false)
    const gate = other.gateTo(doc)
    let grown = false
    const onUpdate = (): void => void (grown = true)
    doc.on('update', onUpdate)
    try {
      const own = doc.clientID
      const verdict = await gate.pass(update, () => ({ sender: other.client, own: [own, Y.getState(doc.store, own)], shown: [] }), other)
      if (verdict.kind === 'refused') amiss(refusedInWords(await shelf.nameOf(person), other.card, verdict))
      return grown
    } finally {
      doc.off('update', onUpdate)
      gate.close()
      await release()
    }
  }

  return { holdingsOf, changesSince, takeChanges }
}

/** At least one, whatever its size: it would never come otherwise. */
export function asManyAsFit(papers: readonly Paper[]): string[] {
  let characters = 0
  const fits = papers.slice(0, limits.papers).filter(({ text }, index) => {
    characters += text.length
    return index === 0 || characters <= limits.papersAtOnce
  })
  return fits.map(({ text }) => text)
}

function refusedInWords(name: string, { name: colleague }: StaffCard, { because }: Extract<Verdict, { kind: 'refused' }>): string {
  const why = because === 'took-too-long' ? 'this computer took too long to examine it' : 'it is not what MDT Huddle writes'
  return `What ${colleague}’s device brought of the plan for ${name} was left out: ${why}. The plan here is as it was.`
}

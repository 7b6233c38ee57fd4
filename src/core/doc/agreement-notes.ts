import type * as Y from 'yjs'
import { agreementNote, closing, isLater, standingNote, type AgreementNote } from '../model/agreement.ts'
import { sharingAgreement, type SharingAgreement } from '../model/person.ts'
import { assign } from './maps.ts'

/** As many notes of what a person has agreed to are read, the newest. */
export const mostAgreementNotes = 100

/** What stands in a person's document of what they have agreed to. */
export interface AgreementNotes {
  /** Undefined while nothing is said. */
  said(): AgreementNote | undefined
  /** Adds what a caseload says: it stands where nothing later does. */
  note(next: AgreementNote): void
}

/**
 * Each note stands under a name that is made of it, and none takes the place of another: devices that write while apart lose
 * neither, and come to the same when they meet. `about` has what stands once more, for apps that know of no notes. What such an
 * app writes there says no time and may be of an older caseload: until something later is noted it closes, and it opens nothing.
 */
export function agreementNotes(doc: Y.Doc, about: Y.Map<unknown>): AgreementNotes {
  const notes = doc.getMap<unknown>('agreements')
  const put = (note: AgreementNote): void => assign(notes, { [nameOf(note)]: note })

  const readNotes = (): AgreementNote[] =>
    [...notes.keys()]
      .toSorted()
      .toReversed()
      .slice(0, mostAgreementNotes)
      .flatMap((key) => {
        const note = agreementNote.safeParse(notes.get(key)).data
        return note && nameOf(note) === key ? [note] : []
      })

  /** What stands in `about` and is of no note here. */
  function withoutNote(known: readonly AgreementNote[]): SharingAgreement | undefined {
    if (!about.has('agreement')) return undefined
    const agreement = sharingAgreement.safeParse(about.get('agreement')).data ?? { kind: 'not-asked' }
    return known.some((note) => inWords(note.agreement) === inWords(agreement)) ? undefined : agreement
  }

  function said(): AgreementNote | undefined {
    const known = readNotes()
    const standing = standingOf(known)
    const beside = withoutNote(known)
    return standing && beside ? { ...standing, agreement: closing(standing.agreement, beside) } : (standing ?? (beside && { agreement: beside }))
  }

  return {
    said,
    note: (next) =>
      doc.transact(() => {
        const isNewest = !notes.has(nameOf(next)) && isLater(next.since, standingOf(readNotes())?.since)
        put(next)
        const now = isNewest ? next : (said() ?? next)
        // What stands in `about` is a note too: it is never taken for the word of an earlier app.
        if (now.since === undefined || !withoutNote(readNotes())) put(now)
        assign(about, { agreement: now.agreement })
      }),
  }
}

function standingOf([first, ...others]: readonly AgreementNote[]): AgreementNote | undefined {
  return first && others.reduce(standingNote, first)
}

const nameOf = ({ agreement, since }: AgreementNote): string => `${since ?? ''} ${inWords(agreement)}`

const inWords = (agreement: SharingAgreement): string => (agreement.kind === 'agreed' ? agreement.with.toSorted().join('+') : agreement.kind)

import type { PersonDoc } from '../../../core/doc/person-doc.ts'
import { instantOf } from '../../../core/model/dates.ts'
import { entryId, newId } from '../../../core/model/ids.ts'
import { ownWords, type OwnWords } from '../../../core/model/words.ts'
import { browserEffects } from '../live/browser-effects.ts'
import { useLive } from '../live/live-context.ts'

export type NewWords = Pick<OwnWords, 'text' | 'given' | 'corrects'>

/** Adds what the person said, as said to whoever sits at this window. */
export function useAddWords(person: PersonDoc): (words: NewWords) => void {
  const { me } = useLive()
  return (words) =>
    person.addWords(
      ownWords.parse({
        ...words,
        id: newId(entryId, browserEffects.random),
        writtenDownBy: me.name,
        at: instantOf(browserEffects.clock()),
      }),
    )
}

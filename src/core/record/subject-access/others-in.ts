const relations =
  'mother|father|mum|mam|dad|parents?|stepmother|stepfather|sisters?|brothers?|siblings?|daughters?|sons?|child|children|wife|husband|partner|girlfriend|boyfriend|ex-partner|ex-wife|ex-husband|aunt|uncle|cousins?|niece|nephew|grandmother|grandfather|grandparents?|grandchildren|neighbours?|friends?|flatmate|housemate|landlord|carers?|family'
const relation = new RegExp(`\\b(?:${relations})\\b`, 'iu')

/**
 * Why a text may be about somebody else than the person: a relation, or a name that is known from those to be told. A hint
 * for whoever reviews it, not a judgement: a text without one still has to be read.
 */
export function othersIn(text: string, names: readonly string[]): string {
  const found = relation.exec(text)?.[0]
  const named = names
    .flatMap((who) => who.split(/[\s,]+/))
    .filter((word) => /^\p{Lu}\p{L}+$/u.test(word))
    .find((word) => new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'u').test(text))
  return [found && `mentions “${found}”`, named && `names ${named}`].filter(Boolean).join(', ')
}

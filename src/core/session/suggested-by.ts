import type { NamedPerson } from '../model/decision.ts'
import type { Suggestion } from '../model/suggestion.ts'
import type { KnownWriters } from './writers.ts'

export interface SuggestedBy {
  readonly by: NamedPerson
  /** Whether their device has signed that it wrote it; else it is only what it says of itself. */
  readonly proved: boolean
}

/** Who made a suggestion: whose client wrote it, whatever name stands in it. */
export function suggestedBy({ by, client }: Pick<Suggestion, 'by' | 'client'>, writers: KnownWriters): SuggestedBy {
  const card = writers.get(client)
  return card ? { by: { name: card.name, role: card.role, device: card.device }, proved: true } : { by, proved: false }
}

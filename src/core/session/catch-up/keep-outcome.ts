import type { Effects } from '../../model/effects.ts'
import { answersTo, type FiledOutcome } from '../../model/filed-outcome.ts'
import type { DeviceId } from '../../model/ids.ts'
import { sameValue } from '../../record/canonical.ts'
import type { Vault } from '../../vault/vault.ts'
import { mergeRows } from '../backup/merge-rows.ts'
import { keepActions, takeUpAgain, updateCaseload } from '../kept-outcomes.ts'

/** `conflict`: another outcome of that id, or another place in the record, stands here: it stays, and a person has to look. */
export type KeptOutcome = 'new' | 'grown' | 'known' | 'conflict'

/**
 * Keeps an outcome that a colleague's device has brought and that holds, with what this device knew of it already. Where it
 * stands in the record is for the device of its chair to know by itself: no colleague tells that device.
 * @param untold the device that hears of no place in the record; none where it is this same device, at another computer, that tells
 */
export async function keepBroughtOutcome(vault: Vault, brought: FiledOutcome, untold: DeviceId | undefined, effects: Effects): Promise<KeptOutcome> {
  const theirs = brought.outcome.huddle.chair.device === untold ? unfiled(brought) : brought
  let became = 'known' as KeptOutcome
  if (!(await vault.outcomes.get(theirs.id))) await followUp(vault, theirs, effects)
  await vault.outcomes.change([theirs.id], (now) => {
    if (!now) {
      became = 'new'
      return theirs
    }
    if (disagree(now, theirs)) {
      became = 'conflict'
      return undefined
    }
    const merged = mergeRows.outcomes(now, theirs)
    if (sameValue(merged, now)) return undefined
    became = 'grown'
    return merged
  })
  if (became === 'new') await vault.restored('outcomes', [theirs.id])
  return became
}

const unfiled = ({ id, outcome, payload, ...filed }: FiledOutcome): FiledOutcome => ({ id, outcome, payload, answers: answersTo(filed) })

/** Two texts under one id, or two places in a ledger for one outcome. */
function disagree(a: FiledOutcome, b: FiledOutcome): boolean {
  const elsewhere = a.receipt && b.receipt && (a.receipt.at !== b.receipt.at || a.receipt.ledgerLine !== b.receipt.ledgerLine)
  return a.payload !== b.payload || elsewhere === true
}

/** What an outcome asks for and says of the person holds as far as no later one is here. */
async function followUp(vault: Vault, { outcome: content }: FiledOutcome, effects: Effects): Promise<void> {
  const others = (await vault.outcomes.all()).map(({ outcome }) => outcome).filter(({ id, person }) => person.id === content.person.id && id !== content.id)
  await keepActions(vault, content, effects)
  for (const later of others) if (later.replaces?.outcome === content.id) await takeUpAgain(vault, later, effects)
  await updateCaseload(vault, content, effects)
}

import type { FiledNotice, HuddleDoc } from '../doc/huddle-doc.ts'
import { answersTo, asFiled, type FiledOutcome } from '../model/filed-outcome.ts'
import type { HuddleId } from '../model/ids.ts'
import type { Vault } from '../vault/vault.ts'

/** The chair's app says in the huddle where each of its outcomes stands in the ledger, and which answers stand with it. */
export async function tellFiled(huddle: HuddleDoc, vault: Vault, id: HuddleId): Promise<void> {
  const told = new Set(huddle.filed().map(({ outcome }) => outcome))
  const ofHuddle = (await vault.outcomes.all()).filter(({ outcome }) => outcome.huddle.id === id && !told.has(outcome.id))
  huddle.doc.transact(() => {
    for (const { id: outcome, receipt, answers } of ofHuddle) {
      if (receipt) huddle.putFiled({ outcome, at: receipt.at, ledgerLine: receipt.ledgerLine, answers: answers.map(({ signature }) => signature) })
    }
  })
}

/**
 * Every other device keeps what the chair's app says of the ledger. Where it does not hold yet what was filed with an outcome,
 * that outcome waits.
 * @returns whether this vault now knows more.
 */
export async function learnFiled(notices: readonly FiledNotice[], folder: string, vault: Vault): Promise<boolean> {
  const byId = new Map(notices.map((notice) => [notice.outcome, notice]))
  const learnt = await vault.outcomes.change([...byId.keys()], (now, id) => {
    const notice = byId.get(id)
    return notice && now && !now.receipt ? withReceipt(now, notice, folder) : undefined
  })
  return learnt.length > 0
}

function withReceipt(now: FiledOutcome, { at, ledgerLine, answers }: FiledNotice, folder: string): FiledOutcome | undefined {
  const known = answersTo(now)
  const filed = answers ? answers.flatMap((signature) => known.find((each) => each.signature === signature) ?? []) : now.answers
  if (answers && filed.length < answers.length) return undefined
  return asFiled(now, filed, { at, folder, ledgerLine })
}

import type { FiledNotice, HuddleDoc } from '../doc/huddle-doc.ts'
import { personDoc } from '../doc/person-doc.ts'
import { answersTo, asFiled, type FiledOutcome } from '../model/filed-outcome.ts'
import type { HuddleId } from '../model/ids.ts'
import type { Vault } from '../vault/vault.ts'
import type { DeskParts } from './desk-parts.ts'
import { personDocId } from './item-access.ts'
import { withDoc } from './with-doc.ts'

/** The chair's app says in the huddle where each of its outcomes stands in the ledger, and which answers stand with it. */
export async function tellFiled(huddle: HuddleDoc, parts: Pick<DeskParts, 'vault' | 'effects'>, id: HuddleId): Promise<void> {
  const told = new Set(huddle.filed().map(({ outcome }) => outcome))
  const ofHuddle = (await parts.vault.outcomes.all()).filter((each) => each.receipt && each.outcome.huddle.id === id && !told.has(each.id))
  for (const each of ofHuddle) await putBackFiled(parts, each)
  huddle.doc.transact(() => {
    for (const { id: outcome, receipt, answers } of ofHuddle) {
      if (receipt) huddle.putFiled({ outcome, at: receipt.at, ledgerLine: receipt.ledgerLine, answers: answers.map(({ signature }) => signature) })
    }
  })
}

/**
 * Puts back into a person's document what was filed with an outcome and has left it since: whoever has not seen it there has
 * no other place to get it from.
 */
async function putBackFiled({ vault, effects }: Pick<DeskParts, 'vault' | 'effects'>, { outcome, payload, answers }: FiledOutcome): Promise<void> {
  await withDoc(vault, personDocId(outcome.person.id), (doc) => {
    const discussion = personDoc(doc, effects).discussion(outcome.item)
    if (discussion.reading()?.payload !== payload) return
    const there = new Set(discussion.answers().map(({ signature }) => signature))
    for (const each of answers) if (!there.has(each.signature)) discussion.giveLate(each)
  })
}

/**
 * Every other device keeps what the chair's app says of the ledger. Where it does not hold all that was filed with an outcome,
 * it keeps where that stands and no receipt.
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
  const receipt = { at, folder, ledgerLine }
  if (answers && filed.length < answers.length) return now.told ? undefined : { ...now, told: receipt }
  return asFiled(now, filed, receipt)
}

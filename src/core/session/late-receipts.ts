import type { HuddleDoc, LateNotice } from '../doc/huddle-doc.ts'
import type { FiledOutcome, KeptLateAnswer } from '../model/filed-outcome.ts'
import type { StaffCard } from '../model/team.ts'
import type { Vault } from '../vault/vault.ts'

/**
 * The chair's app says in the huddle where it has added each late answer to the record; every other device keeps what it
 * says.
 * @returns whether this vault now knows more.
 */
export async function passOnLateReceipts(huddle: HuddleDoc, vault: Vault, { device }: StaffCard): Promise<boolean> {
  const about = huddle.about()
  if (!about || huddle.filed().length === 0) return false
  const outcomes = (await vault.outcomes.all()).filter(({ outcome, late }) => outcome.huddle.id === about.id && late !== undefined)
  const notices = new Map(huddle.filedLate().map((notice) => [`${notice.outcome}:${notice.device}:${notice.kind}`, notice]))
  const noticeOf = ({ id }: FiledOutcome, { given }: KeptLateAnswer) => notices.get(`${id}:${given.card.device}:${given.kind}`)
  const theirs: FiledOutcome[] = []
  for (const filed of outcomes) {
    const { late = [] } = filed
    if (filed.outcome.huddle.chair.device === device) {
      for (const each of late) {
        const { card, kind } = each.given
        if (each.receipt && !noticeOf(filed, each)) huddle.putFiledLate({ outcome: filed.id, device: card.device, kind, at: each.receipt.at, ledgerLine: each.receipt.ledgerLine })
      }
      continue
    }
    theirs.push(filed)
  }
  // Of each as it is stored by then: another answer may have come since it was read.
  const learnt = await vault.outcomes.change(
    theirs.map(({ id }) => id),
    (now) => now && withReceipts(now, (each) => noticeOf(now, each)),
  )
  return learnt.length > 0
}

/** Undefined where nothing is new. */
function withReceipts(filed: FiledOutcome, noticeOf: (late: KeptLateAnswer) => LateNotice | undefined): FiledOutcome | undefined {
  const { receipt, late = [] } = filed
  if (!receipt || !late.some((each) => !each.receipt && noticeOf(each))) return undefined
  return {
    ...filed,
    late: late.map((each) => {
      const notice = noticeOf(each)
      return each.receipt || !notice ? each : { ...each, receipt: { at: notice.at, folder: receipt.folder, ledgerLine: notice.ledgerLine } }
    }),
  }
}

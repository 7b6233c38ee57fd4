import type { HuddleDoc } from '../doc/huddle-doc.ts'
import { instantOf } from '../model/dates.ts'
import type { ItemId } from '../model/ids.ts'
import { ProblemError } from '../model/problem.ts'
import type { DeskParts } from './desk-parts.ts'
import type { ItemDesk } from './item-access.ts'
import { keepVersion } from './keep-version.ts'
import type { LiveHuddle } from './live-huddle.ts'
import { challengeItem, declineItem, readBackItem, readBackOf, signItem } from './read-backs.ts'

type TableDesk = Pick<LiveHuddle, 'readBack' | 'readBackOf' | 'sign' | 'decline' | 'challenge' | 'reopen' | 'closeItem'>

interface Table {
  readonly huddle: HuddleDoc
  readonly items: Pick<ItemDesk, 'access'>
  readonly titleOf: () => string
  /** Called once a discussion was closed: what was decided in it is to be kept. */
  readonly hasClosed: () => Promise<void>
}

/** What is done with a discussion that is decided: it is read back, answered and closed. */
export function tableDesk(parts: DeskParts, { huddle, items, titleOf, hasClosed }: Table): TableDesk {
  const { vault, effects, profile } = parts
  const me = profile.get().card

  function tableOf(id: ItemId) {
    const state = items.access(id).get()
    if (state.kind !== 'open') {
      throw new ProblemError({
        code: 'item-not-open',
        happened: 'This discussion is not open on this computer.',
        kept: 'Nothing was changed.',
        todo: state.kind === 'not-shared' ? state.because : 'Wait a moment and try again.',
      })
    }
    return { huddle, person: state.person, discussion: state.discussion, writers: state.writers.get() }
  }

  return {
    async readBack(id) {
      const table = tableOf(id)
      const about = huddle.item(id)?.personId
      readBackItem(table, about ? parts.outcomesOf(about) : [], profile.get(), parts.clockName, effects)
      keepVersion(table.person, me, { kind: 'read-back', item: id, huddle: titleOf() }, parts.report)
    },
    readBackOf(id) {
      const state = items.access(id).get()
      return state.kind === 'open' ? readBackOf(tableOf(id), parts.holding) : undefined
    },
    async sign(id) {
      const table = tableOf(id)
      await signItem(table, profile.get(), effects)
      await vault.audit.add({ at: instantOf(effects.clock()), by: me.name, kind: 'signed', detail: 'Signed the read-back as a true record', person: huddle.item(id)?.personId })
    },
    async decline(id, because) {
      await declineItem(tableOf(id), profile.get(), because, effects)
      await vault.audit.add({ at: instantOf(effects.clock()), by: me.name, kind: 'refused', detail: 'Declined to sign the read-back', person: huddle.item(id)?.personId })
    },
    challenge: (id, text) => challengeItem(tableOf(id), profile.get(), text, effects),
    reopen: (id) => tableOf(id).discussion.withdrawReading(),
    async closeItem(id) {
      const table = tableOf(id)
      const reading = readBackOf(table, parts.holding)
      if (!reading || reading.changedSince || !reading.signed.some(({ device }) => device === me.device)) throw notSigned()
      keepVersion(table.person, me, { kind: 'closed', item: id, huddle: reading.outcome.huddle.title }, parts.report)
      huddle.changeItem(id, { state: 'closed', outcome: reading.outcome.id })
      await hasClosed()
    },
  }
}

function notSigned(): ProblemError {
  return new ProblemError({
    code: 'not-signed',
    happened: 'This discussion cannot close before you have signed what was read back.',
    kept: 'Everything that is written stays.',
    todo: 'Read the decision back, sign it as a true record, then close the discussion.',
  })
}

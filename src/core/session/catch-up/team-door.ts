import { z } from 'zod'
import { devicesOf, longestRoster, wasRemoved } from '../../model/roster.ts'
import type { StaffCard } from '../../model/team.ts'
import { canonicalText } from '../../record/canonical.ts'
import type { Door } from '../../sync/member.ts'
import type { RosterAtDoor } from '../roster-at-door.ts'

const papersText = z.strictObject({ team: z.literal(true), roster: z.string().max(longestRoster) })

/**
 * The door of the room in which a team's devices meet by themselves. Exactly the cards of the roster come in; nobody is let
 * in by anybody, nobody knocks, and whoever was removed is turned away. Somebody who is not known may have joined since
 * this device last heard: they wait, unseen, until a newer roster says so; they may bring it themselves, signed by a lead.
 */
export function teamDoor(team: RosterAtDoor): Door & { stop(): void } {
  const watchers = new Set<() => void>()
  const stop = team.subscribe(() => watchers.forEach((watcher) => watcher()))
  const bars = ({ device }: Pick<StaffCard, 'device'>): boolean => {
    const roster = team.now()
    return roster !== undefined && wasRemoved(roster, device)
  }
  const isMember = (card: StaffCard): boolean => {
    const roster = team.now()
    return roster !== undefined && devicesOf(roster).some((each) => each.device === card.device && canonicalText(each) === canonicalText(card))
  }
  return {
    bars,
    pass: () => '',
    judge: async (card) => (bars(card) ? 'no' : isMember(card) ? 'in' : 'wait'),
    papersFor: async (card) => (isMember(card) ? JSON.stringify({ team: true, roster: team.now()?.text ?? '' }) : ''),
    async take(papers) {
      const read = papersText.safeParse(parsed(papers)).data
      if (read) await team.take(read.roster)
    },
    gone: () => undefined,
    subscribe(onChange) {
      watchers.add(onChange)
      return () => watchers.delete(onChange)
    },
    stop,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

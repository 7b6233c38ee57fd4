import { personDoc } from '../../doc/person-doc.ts'
import { utf8 } from '../../model/bytes.ts'
import type { PersonId, TeamId } from '../../model/ids.ts'
import { inOrder } from '../../model/outcome-order.ts'
import { maySee, personInitials, type PersonIdentity, type SharingAgreement } from '../../model/person.ts'
import type { PersonRoom } from '../../model/person-room.ts'
import { memberWith, wasRemoved, type Roster } from '../../model/roster.ts'
import type { StaffCard } from '../../model/team.ts'
import { digestOf } from '../../record/digest.ts'
import type { Holding, Kept, Paper, Shelf } from '../../sync/catch-up/shelf.ts'
import { holdingOf } from '../../sync/held-state.ts'
import { mergeRows } from '../backup/merge-rows.ts'
import { heedDocument } from '../agreements.ts'
import { noteDocBack } from '../brought-back.ts'
import type { DeskParts } from '../desk-parts.ts'
import { personDocId, personOfDoc } from '../item-access.ts'
import { keepBroughtOutcome } from './keep-outcome.ts'
import { outcomePaper, readOutcome, readPaper, roomPaper } from './papers.ts'
import { withDoc } from '../with-doc.ts'

interface ShelfParts extends Pick<DeskParts, 'vault' | 'effects' | 'people' | 'outcomesOf' | 'refresh'> {
  readonly roster: () => Roster
  readonly formerTeams: () => readonly TeamId[]
  readonly me: StaffCard
  /** Whether this person's document is open in a huddle here, or is about to be. */
  readonly isLive: (person: PersonId) => boolean
}

/** What is known here of one person, as far as it decides who may hold them. */
interface Known {
  readonly digest: string
  readonly agreement: SharingAgreement | undefined
  readonly identity: PersonIdentity | undefined
}

export interface VaultShelf extends Shelf {
  /** Of these people something else is held now, beside their documents. */
  changed(people: readonly PersonId[]): void
  /** Follows the vault no longer. */
  stop(): void
}

/** How soon it is told that documents were written, milliseconds: what is written together is told together. */
const tellWithin = 1000

/**
 * A vault as catching up sees it. Told of is only who was discussed in a huddle of this very team, as those who were there
 * hold them: the document, where it meets, the outcomes. A caseload's row never travels. Both must be of an organisation
 * that the person's agreement covers, as the record here says, or else the person's document; of somebody about whom
 * nothing is known here, nothing is told. What is written of a person, by whatever way, is told of, once it is no longer
 * open in a huddle here.
 */
export function vaultShelf(parts: ShelfParts): VaultShelf {
  const { vault, effects, me } = parts
  const known = new Map<PersonId, Promise<Known>>()
  const watchers = new Set<() => void>()

  const erased = async (): Promise<Set<PersonId>> => new Set((await vault.receipts()).map(({ person }) => person))
  const paperList = async (person: PersonId, room: PersonRoom | undefined): Promise<Paper[]> =>
    Promise.all([...(room && !room.given ? [roomPaper(room)] : []), ...parts.outcomesOf(person).map(outcomePaper)])

  const look = (person: PersonId): Promise<Known> =>
    withDoc(vault, personDocId(person), async (doc) => {
      const said = personDoc(doc, effects)
      const papers = await paperList(person, await vault.rooms.get(person))
      const all = JSON.stringify([holdingOf(doc), papers.map(({ digest }) => digest).toSorted()])
      const identity = said.identity()
      const agreement = identity && said.agreement()
      return { digest: (await digestOf(utf8.encode(all))).slice(0, 32), agreement, identity }
    })
  function knownOf(person: PersonId): Promise<Known> {
    const already = known.get(person)
    if (already) return already
    const looked = look(person)
    known.set(person, looked)
    // One that failed is no answer for the next who asks.
    void looked.catch(() => known.get(person) === looked && known.delete(person))
    return looked
  }

  /** Undefined where neither the record nor the document here says what the person has agreed to. */
  async function bothMay(person: PersonId, { organisationKind }: StaffCard): Promise<boolean | undefined> {
    const agreement = parts.people().find(({ id }) => id === person)?.agreement ?? (await knownOf(person)).agreement
    return agreement && [me.organisationKind, organisationKind].every((kind) => maySee(agreement, kind, parts.roster().team.holder))
  }

  /** Whoever was discussed in a huddle of this team, whatever its id was then. */
  async function discussed(): Promise<PersonId[]> {
    const teams = new Set([parts.roster().team.id, ...parts.formerTeams()])
    const agendas = (await vault.huddles.all()).flatMap(({ about, agenda }) => (teams.has(about.team.id) ? agenda.map(({ personId }) => personId) : []))
    const onAgenda = new Set(agendas)
    const gone = await erased()
    const ofTeam = ({ id, team: brought }: PersonRoom): boolean => (brought !== undefined && teams.has(brought)) || onAgenda.has(id) || parts.outcomesOf(id).some(({ outcome }) => teams.has(outcome.team.id))
    return (await vault.rooms.all()).flatMap((room) => (!room.given && !gone.has(room.id) && ofTeam(room) ? room.id : []))
  }

  let telling: ReturnType<typeof setTimeout> | undefined
  function tell(): void {
    clearTimeout(telling)
    telling = undefined
    for (const watcher of Array.from(watchers)) watcher()
  }
  const tellSoon = (): void => void (telling ??= setTimeout(tell, tellWithin))
  function changed(people: readonly PersonId[]): void {
    for (const person of people) known.delete(person)
    tell()
  }
  const stopWatching = vault.watchDocuments((id) => {
    const person = personOfDoc(id)
    if (person === undefined) return
    known.delete(person)
    if (!parts.isLive(person)) tellSoon()
  })

  async function takeRoom(person: PersonId, room: Pick<PersonRoom, 'room' | 'secret'>): Promise<boolean> {
    const theirs: PersonRoom = { id: person, room: room.room, secret: room.secret, team: parts.roster().team.id }
    const written = await vault.rooms.change([person], (now) => {
      if (!now || now.given) return theirs
      const { team, ...mine } = now
      const { team: _brought, ...other } = theirs
      const merged = mergeRows.rooms(mine, other)
      return merged === mine ? undefined : { ...merged, ...(team && { team }) }
    })
    if (written.length > 0) await vault.restored('rooms', [person])
    return written.length > 0
  }

  async function take(person: PersonId, papers: readonly string[], from: StaffCard): Promise<Kept> {
    const amiss: string[] = []
    let [grown, outcomes] = [0, 0]
    const roster = parts.roster()
    const ofTeam = (device: StaffCard['device']): boolean => memberWith(roster, device) !== undefined || wasRemoved(roster, device)
    const setAside = async (why: string): Promise<void> => {
      amiss.push(`${await nameOf(person)}: what ${from.name}’s device brought was set aside. ${why} Nothing here was changed by it.`)
    }
    const read = papers.map(readPaper)
    for (const paper of read) {
      if (paper?.kind === 'room' && (await takeRoom(person, paper))) grown += 1
      if (!paper) await setAside('It is no outcome that this MDT Huddle understands.')
    }
    const brought = await Promise.all(read.flatMap((paper) => (paper?.kind === 'outcome' ? readOutcome(paper, person, ofTeam) : [])))
    if (brought.includes(undefined)) await setAside(`One outcome is not as it was signed, or nobody of the team has signed it.`)
    for (const each of inOrder(brought.filter((one) => one !== undefined), ({ outcome }) => outcome)) {
      const became = await keepBroughtOutcome(vault, each, from.device === me.device ? undefined : me.device, effects)
      if (became === 'conflict') await setAside(`Their outcome of “${each.outcome.huddle.title}” disagrees with the one that is held here; compare the two.`)
      if (became === 'new') outcomes += 1
      if (became === 'new' || became === 'grown') grown += 1
    }
    known.delete(person)
    if (grown > 0) {
      tellSoon()
      await parts.refresh()
    }
    return { papers: grown, outcomes, amiss }
  }

  async function nameOf(person: PersonId): Promise<string> {
    const { identity } = await knownOf(person)
    const row = parts.people().find(({ id }) => id === person)
    return row ? personInitials(row) : identity ? personInitials(identity) : 'somebody'
  }

  return {
    async held(by) {
      const holdings: Holding[] = []
      for (const person of await discussed()) {
        if (await bothMay(person, by)) holdings.push({ person, digest: (await knownOf(person)).digest })
      }
      return holdings
    },
    async closed(to) {
      const shut = [...(await erased())]
      const here = new Set([...parts.people().map(({ id }) => id), ...(await vault.rooms.all()).map(({ id }) => id)])
      for (const person of here) if (!shut.includes(person) && (await bothMay(person, to)) === false) shut.push(person)
      return shut
    },
    async may(person, by) {
      return !(await erased()).has(person) && (await bothMay(person, by)) !== false
    },
    papers: async (person) => paperList(person, await vault.rooms.get(person)),
    take,
    async open(person) {
      const stored = await vault.openDoc(personDocId(person))
      let grown = false
      const note = (): void => void (grown = true)
      stored.doc.on('update', note)
      return {
        doc: stored.doc,
        live: parts.isLive(person),
        async release() {
          stored.doc.off('update', note)
          try {
            // What could not be heeded earlier is made up for, whether or not anything came this time.
            if (await heedDocument(parts, me.name, person, personDoc(stored.doc, effects))) await parts.refresh()
          } finally {
            await stored.release()
          }
          if (grown) await noteDocBack(vault, personDocId(person))
        },
      }
    },
    nameOf,
    subscribe(onChange) {
      watchers.add(onChange)
      return () => watchers.delete(onChange)
    },
    changed,
    stop() {
      stopWatching()
      clearTimeout(telling)
    },
  }
}

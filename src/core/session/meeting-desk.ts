import { iceServer, meetingServers, mostIceServers, relay, type IceServer, type MeetingServers, type Relay } from '../model/meeting-servers.ts'
import { cell, type Observable } from '../model/observable.ts'
import { ProblemError } from '../model/problem.ts'
import type { Vault } from '../vault/vault.ts'

/** What this team's huddles meet by, where its computers do not reach each other. Kept in the vault alone. */
export interface MeetingDesk {
  readonly servers: Observable<MeetingServers>
  /** @throws {ProblemError} `relay-garbled` */
  setRelay(wanted: Relay | undefined): Promise<void>
  /** Used from the next huddle that is begun, joined or resumed. @throws {ProblemError} `ice-garbled`, `too-many-ice` */
  addIceServer(wanted: IceServer): Promise<void>
  removeIceServer(urls: string): Promise<void>
  refresh(): Promise<void>
}

const none: MeetingServers = { id: 'meeting', iceServers: [] }
const isMeeting = (row: { readonly id: string } | undefined): row is MeetingServers => row?.id === 'meeting'

export async function meetingDesk({ servers: rows }: Pick<Vault, 'servers'>): Promise<MeetingDesk> {
  const servers = cell(none)

  async function refresh(): Promise<void> {
    const kept = await rows.get('meeting')
    servers.set(isMeeting(kept) ? kept : none)
  }
  async function change(edit: (now: MeetingServers) => MeetingServers): Promise<void> {
    await rows.change(['meeting'], (now) => meetingServers.parse(edit(isMeeting(now) ? now : none)))
    await refresh()
  }

  await refresh()
  return {
    servers,
    refresh,
    async setRelay(wanted) {
      const next = wanted && relay.safeParse({ address: wanted.address.trim(), key: wanted.key.trim() }).data
      if (wanted && !next) throw relayGarbled()
      await change(({ id, iceServers }) => ({ id, iceServers, ...(next && { relay: next }) }))
    },
    async addIceServer(wanted) {
      const next = iceServer.safeParse({ ...wanted, urls: wanted.urls.trim() }).data
      if (!next) throw iceGarbled()
      await change((now) => {
        const others = now.iceServers.filter(({ urls }) => urls !== next.urls)
        if (others.length >= mostIceServers) throw tooManyIce()
        return { ...now, iceServers: [...others, next] }
      })
    },
    removeIceServer: (gone) => change((now) => ({ ...now, iceServers: now.iceServers.filter(({ urls }) => urls !== gone) })),
  }
}

const kept = 'What was set before is as it was.'

const relayGarbled = (): ProblemError =>
  new ProblemError({
    code: 'relay-garbled',
    happened: 'This is not a relay’s address, or not its key.',
    kept,
    todo: 'The address starts with wss:// or ws:// and has nothing after its path, such as wss://relay.example.nhs.uk; the key has 43 letters and digits, and whoever runs the relay has it.',
  })

const iceGarbled = (): ProblemError =>
  new ProblemError({
    code: 'ice-garbled',
    happened: 'This is not the address of a TURN or STUN server, or the user name or the credential of a TURN server is missing.',
    kept,
    todo: 'Give it such as turn:turn.example.nhs.uk:3478 or turns:turn.example.nhs.uk:5349?transport=tcp, with the user name and the credential that go with it.',
  })

const tooManyIce = (): ProblemError =>
  new ProblemError({
    code: 'too-many-ice',
    happened: `There are ${mostIceServers} such servers already, and each one more makes meeting slower.`,
    kept,
    todo: 'Remove one that is not needed, then add this one.',
  })

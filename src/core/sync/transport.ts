import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { DeviceId } from '../model/ids.ts'
import type { Observable } from '../model/observable.ts'
import type { Problem } from '../model/problem.ts'
import type { Writer } from '../model/writer.ts'
import type { Converse } from './conversation.ts'

/** Where a document meets its peers. */
export interface RoomAddress {
  /** 128 random bits, hexadecimal: it names nobody and nothing. */
  readonly room: string
  /** 256 random bits, base64url: nobody joins without it. */
  readonly secret: string
  /** What the document is called in certificates of who wrote in it; the room itself where it has no name of its own. */
  readonly doc?: string
}

/** A client that writes in the document of a room, as certificates name it. */
export const writerIn = ({ room, doc }: RoomAddress, client: number): Writer => ({ doc: doc ?? room, client })

/** One peer with an open channel, by the card that it has proven. */
export interface PeerState {
  readonly device: DeviceId
  readonly name: string
  /** Whether it has told us that it holds the same state as we do. */
  readonly holds: boolean
  /** Since when it is so (milliseconds). */
  readonly since: number
}

/** What a room knows of its peers. Never "connected": only how many are really there. */
export interface RoomState {
  /** Peers with an open channel now. */
  readonly peers: number
  /** Peers that have told us they hold the same state as we do. */
  readonly holding: number
  /** While nobody can be reached: since when (milliseconds). Undefined while a meeting point or a peer is reachable. */
  readonly offlineSince: number | undefined
  /** The same peers, each by name. */
  readonly here: readonly PeerState[]
  /** Who was here and cannot be reached now: since when (milliseconds). */
  readonly away: readonly { readonly device: DeviceId; readonly name: string; readonly since: number }[]
  /** Changes that a peer sent amiss, and that were left out. */
  readonly refused: readonly { readonly name: string; readonly changes: number }[]
  /** Somebody there has not decided yet whether to let us in. */
  readonly waiting: boolean
  /** Why the last one whom we could not meet was not met. */
  readonly problem: Problem | undefined
  /** While nobody can be reached: why the meeting point lets this device in no more, where it has said so. */
  readonly notAdmitted: Problem | undefined
}

export interface Room {
  readonly awareness: Awareness
  readonly state: Observable<RoomState>
  /** Stops exchanging; the document and whatever was typed stay as they are. Idempotent. */
  leave(): Promise<void>
}

/**
 * Carries a document between devices that have proven to each other who they are, in both directions, until left.
 * Every adapter passes test/contract/transport.ts.
 */
export interface Transport {
  /**
   * @param converse what this device talks about with each peer beside the document; with nobody where it is left out
   * @throws {ProblemError} `room-in-use` when this document or room is already joined here.
   */
  join(address: RoomAddress, doc: Y.Doc, converse?: Converse): Promise<Room>
  /** Cuts every room off, as a lost network would, or lets them meet again. Edits go on meanwhile. */
  setOnline(online: boolean): void
  /** Leaves every room. */
  close(): Promise<void>
}

import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { Observable } from '../model/observable.ts'

/** Where a document meets its peers. */
export interface RoomAddress {
  /** 128 random bits, hexadecimal: it names nobody and nothing. */
  readonly room: string
  /** 256 random bits, base64url: nobody joins without it. */
  readonly secret: string
}

/** What a room knows of its peers. Never "connected": only how many are really there. */
export interface RoomState {
  /** Peers with an open channel now. */
  readonly peers: number
  /** Peers that have told us they hold the same state as we do. */
  readonly holding: number
  /** While nobody can be reached: since when (milliseconds). Undefined while a meeting point or a peer is reachable. */
  readonly offlineSince: number | undefined
}

export interface Room {
  readonly awareness: Awareness
  readonly state: Observable<RoomState>
  /** Stops exchanging; the document and whatever was typed stay as they are. Idempotent. */
  leave(): Promise<void>
}

/**
 * Carries a document between the devices that know a room's secret, in both directions, until left.
 * Every adapter passes test/contract/transport.ts.
 */
export interface Transport {
  /** @throws {ProblemError} `room-in-use` when this document or room is already joined here. */
  join(address: RoomAddress, doc: Y.Doc): Promise<Room>
  /** Cuts every room off, as a lost network would, or lets them meet again. Edits go on meanwhile. */
  setOnline(online: boolean): void
  /** Leaves every room. */
  close(): Promise<void>
}

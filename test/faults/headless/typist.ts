import type { RoomAddress } from '../../../src/core/sync/transport.ts'
import type { Typed, Typing } from './typing.ts'

/** Somebody who types in a huddle's room: in a window, or without one in a process of Node's. */
export interface Typist {
  join(address: RoomAddress): Promise<void>
  leave(): Promise<void>
  /** How many others are met now. */
  met(): Promise<number>
  type(typing: Typing): Promise<Typed>
  /** How many of everybody's keys stand here. */
  held(): Promise<number>
  text(): Promise<string>
  /** Closes every connection; where `again` is false, it never calls again. */
  cut(again: boolean): Promise<void>
  /** Messages with a change that were sent from here so far. */
  sent(): Promise<number>
  /** What takes the place of a typist in memory, in MB: of a window its scripts' heap, of a process its part. */
  megabytes(): Promise<number>
}

/** What only a process can be made to suffer. */
export interface HeadlessTypist extends Typist {
  /** The channels that there are stay open, and carry nothing any more in either direction. */
  deafen(): Promise<void>
  /** Lets so many milliseconds pass by its clock. */
  passTime(milliseconds: number): Promise<void>
}

/** What the core asks of the world. Nothing in the core reads a clock or a random source by itself. */

/** Now, in milliseconds since 1970-01-01T00:00Z, by this device's clock. */
export type Clock = () => number

/** `length` bytes from a cryptographic random source. */
export type RandomBytes = (length: number) => Uint8Array

export interface Effects {
  readonly clock: Clock
  readonly random: RandomBytes
}

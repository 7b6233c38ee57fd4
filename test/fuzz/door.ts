import { ProblemError } from '../../src/core/model/problem.ts'

/** A place at which bytes come in that somebody else has made. */
export interface Door {
  readonly name: string
  /** Bytes that are as they should be. */
  sample(): Promise<Uint8Array>
  /**
   * Takes bytes in as the app does.
   * @returns whether they were taken for good. @throws what nobody planned: a fault.
   */
  enter(bytes: Uint8Array): Promise<boolean>
}

/** Whether it was taken; a refusal in words is an answer, anything else that is thrown is a fault. */
export async function taken(work: () => unknown, planned: (error: unknown) => boolean = (error) => error instanceof ProblemError): Promise<boolean> {
  try {
    return (await work()) !== false
  } catch (error) {
    if (planned(error)) return false
    throw error
  }
}

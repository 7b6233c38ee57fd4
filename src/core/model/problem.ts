/**
 * Something that went wrong, as a person can act on it. Errors cross rooms as this, never as a bare exception text.
 */
export interface Problem {
  /** A stable name for tests and for the code that decides what to offer. */
  readonly code: string
  readonly happened: string
  readonly kept: string
  readonly todo: string
}

export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem

  constructor(problem: Problem, options?: ErrorOptions) {
    super(`${problem.happened} ${problem.kept} ${problem.todo}`, options)
    this.problem = problem
  }
}

/** The problem in `error`, or a plain account of something nobody foresaw. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  return {
    code: 'unforeseen',
    happened: `Something went wrong that was not foreseen: ${(error instanceof Error ? error.message : String(error)).replace(/\.$/, '')}.`,
    kept: 'What was saved before is kept.',
    todo: 'Try again; if it happens again, tell whoever looks after MDT Huddle for your team.',
  }
}

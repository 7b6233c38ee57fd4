import { ProblemError } from '../model/problem.ts'

export const roomInUse = (): ProblemError =>
  new ProblemError({
    code: 'room-in-use',
    happened: 'This window is in that room, or shares that document, already.',
    kept: 'The room that is open goes on.',
    todo: 'Leave it first, then join again.',
  })

export const noMeetingPoint = (): ProblemError =>
  new ProblemError({
    code: 'no-meeting-point',
    happened: 'There is no address at which colleagues could meet this huddle.',
    kept: 'What is written here is kept.',
    todo: 'Ask the chair for an invite, or resume the huddle from the chair’s own computer.',
  })

export const noSecret = (): ProblemError =>
  new ProblemError({
    code: 'no-secret',
    happened: 'This room has no secret, and nothing is ever shared without one.',
    kept: 'What is written here is kept.',
    todo: 'Ask the chair for a new invite.',
  })

export const noRoom = (): ProblemError =>
  new ProblemError({
    code: 'no-room',
    happened: 'This room has a name that could say something about the people in it, and such a room is never joined.',
    kept: 'What is written here is kept.',
    todo: 'Ask the chair for a new invite.',
  })

const refusals = {
  'invite-used': {
    happened: 'This invite has been used already, by as many people as it was made for.',
    todo: 'Ask the chair for a new one; it takes a moment.',
  },
  'invite-unknown': {
    happened: 'The chair’s MDT Huddle does not know this invite: it was made before that app was last started.',
    todo: 'Ask the chair for a new one.',
  },
  'invite-expired': { happened: 'This invite has run out.', todo: 'Ask the chair for a new one.' },
  'huddle-ended': { happened: 'This huddle has ended.', todo: 'Its outcomes are in the record; ask the chair if you need one.' },
  'signalling-busy': { happened: 'The chair’s MDT Huddle is answering too many calls just now.', todo: 'Wait a minute, then try again.' },
  'signalling-unreachable': {
    happened: 'The chair’s MDT Huddle cannot be reached.',
    todo: 'Check that you are on the same network as the chair and that the huddle is still running, then try again.',
  },
} as const

export type AdmissionRefusal = keyof typeof refusals

export function refused(code: AdmissionRefusal, cause?: unknown): ProblemError {
  return new ProblemError({ code, ...refusals[code], kept: 'Nothing was joined and nothing was changed.' }, { cause })
}

import { ProblemError, type Problem } from '../model/problem.ts'
import type { HandshakeRefusal } from './handshake-messages.ts'

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
    todo: 'Check your network, and with the chair that the huddle is still running and which network the invite is for; then try again.',
  },
} as const

export type AdmissionRefusal = keyof typeof refusals

export function refused(code: AdmissionRefusal, cause?: unknown): ProblemError {
  return new ProblemError({ code, ...refusals[code], kept: 'Nothing was joined and nothing was changed.' }, { cause })
}

const joinAnew = 'Ask the chair for a new one and join by it: what you write is shared then.'

/** What differs for whoever is in the huddle on this computer already. */
const onceThere: Partial<Record<AdmissionRefusal, { readonly happened?: string; readonly todo: string }>> = {
  'invite-used': { happened: 'Your invite has been used by as many people as it was made for.', todo: joinAnew },
  'invite-unknown': {
    happened: 'The chair’s MDT Huddle does not know your invite, as after it was started again.',
    todo: 'Ask the chair to resume the huddle, or for a new invite, and join by it: what you write is shared then.',
  },
  'invite-expired': { happened: 'Your invite has run out.', todo: joinAnew },
  'huddle-ended': { todo: 'Leave it; its outcomes come when you next meet a colleague.' },
  'signalling-busy': { todo: 'It is tried again by itself.' },
}

/** To somebody who is in the huddle on this computer, and whom its meeting point lets in no more. */
export const notAdmitted = (code: AdmissionRefusal): Problem => ({ code, ...refusals[code], ...onceThere[code], kept: 'What you write is kept on this computer.' })

/** Why two devices did not meet: as this one found, and as the other one said. */
const handshakes = {
  'other-version': {
    found: 'speaks another version of how MDT Huddle meets colleagues.',
    todo: 'Update MDT Huddle on both computers, then join again.',
  },
  'other-algorithm': { found: 'uses another kind of signature than this MDT Huddle knows.', todo: 'Update MDT Huddle on both computers, then join again.' },
  'older-schema': {
    found: 'has an older MDT Huddle, which would lose parts of your notes.',
    told: 'has a newer MDT Huddle than yours, and yours would lose parts of their notes.',
    todo: 'Update the older one, then join again.',
  },
  'newer-schema': {
    found: 'has a newer MDT Huddle than yours, and yours would lose parts of their notes.',
    told: 'has an older MDT Huddle, which would lose parts of your notes.',
    todo: 'Update the older one, then join again.',
  },
  'wrong-secret': { found: 'could not prove to have been invited.', told: 'did not accept this invite’s secret.', todo: 'Ask the chair for a new invite.' },
  'not-proven': {
    found: 'could not prove to be who their card says.',
    told: 'could not check that you are who your card says.',
    todo: 'Join again; if it happens again, tell whoever looks after MDT Huddle for your team.',
  },
  garbled: { found: 'sent something that MDT Huddle does not say.', todo: 'Join again; if it happens again, update MDT Huddle on both computers.' },
  'too-slow': { found: 'did not answer in time.', told: 'did not hear your answer in time.', todo: 'It is tried again by itself.' },
  'not-let-in': { found: 'was not let in here.', told: 'has not let you in.', todo: 'Speak with the chair of the huddle if that is a surprise.' },
} as const satisfies Record<HandshakeRefusal, { found: string; told?: string; todo: string }>

/** @param told the other side refused us @param who by the name on a card that held, where it came so far */
export function handshakeRefused(because: HandshakeRefusal, told: boolean, who: string | undefined): ProblemError {
  const { found, todo, ...more } = handshakes[because]
  const happened = `${who ?? 'A computer in this huddle'} ${told && 'told' in more ? more.told : found}`
  return new ProblemError({ code: because, happened, kept: 'Nothing of any document has crossed, and what is written here is kept.', todo })
}

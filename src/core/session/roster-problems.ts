import { ProblemError } from '../model/problem.ts'
import type { Roster } from '../model/roster.ts'

export const noRoster = (): ProblemError =>
  new ProblemError({
    code: 'no-roster',
    happened: 'This device is on no team’s roster.',
    kept: 'Nothing was changed.',
    todo: 'Ask whoever leads the team to add this device.',
  })

export const overtakenCode = 'roster-overtaken'
export const overtaken = (): ProblemError =>
  new ProblemError({
    code: overtakenCode,
    happened: 'Another window of MDT Huddle on this computer has changed the team’s roster at the same time.',
    kept: 'The roster is as that window has left it.',
    todo: 'Look at the roster and try again. If this comes again, close the other window.',
  })

export const notALead = (): ProblemError =>
  new ProblemError({
    code: 'not-a-lead',
    happened: 'Only somebody who leads the team can change its roster.',
    kept: 'The roster is as it was.',
    todo: 'Ask one of those who lead; the roster says who they are.',
  })

export const garbled = (): ProblemError =>
  new ProblemError({
    code: 'roster-garbled',
    happened: 'This is not a whole roster, or nobody who leads that team has signed it as it stands.',
    kept: 'The roster here is as it was.',
    todo: 'Ask whoever leads the team to save the roster again and to send you the file as it is.',
  })

export const notForThisDevice = ({ team }: Roster): ProblemError =>
  new ProblemError({
    code: 'not-for-this-device',
    happened: `This is the roster of ${team.name}, and this device is not on it.`,
    kept: 'Nothing was changed.',
    todo: 'Send your request to join to whoever leads that team, and take in the roster that they save afterwards.',
  })

export const teamNotEmpty = (): ProblemError =>
  new ProblemError({
    code: 'team-not-empty',
    happened: 'You lead a team with others in it, and going over to another team would leave them without a lead.',
    kept: 'Nothing was changed.',
    todo: 'Let somebody else lead first, or remove the others.',
  })

/** What a session needs once somebody is let in, as one part that is fetched then. */
export { makeDevice } from '../record/device.ts'
export { openDesk } from './open-desk.ts'
export { openInvite } from './team-invite.ts'

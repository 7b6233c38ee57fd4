import type { Desk } from '../../../core/session/session.ts'
import { inviteIn } from '../../shell/routes.ts'
import { offerSeat } from '../../start/seat-invite.ts'

/** A newcomer's window beside this one, in memory only, already invited. */
export async function openSeat(desk: Desk): Promise<void> {
  const address = await desk.openSecondSeat()
  if (address === '') return
  const invite = inviteIn(address.slice(address.indexOf('/seat/')))
  window.open(invite === undefined ? address : offerSeat(address, invite), '_blank', 'noopener')
}

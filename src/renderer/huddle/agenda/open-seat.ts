import type { Desk } from '../../../core/session/session.ts'

/** A newcomer's window beside this one, in memory only, already invited. */
export async function openSeat(desk: Desk): Promise<void> {
  const address = await desk.openSecondSeat()
  if (address !== '') window.open(address, '_blank', 'noopener')
}

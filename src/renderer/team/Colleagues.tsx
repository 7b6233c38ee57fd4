import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material'
import { clinicalDateTime } from '../../core/model/dates.ts'
import { memberWith } from '../../core/model/roster.ts'
import { EmptyNote } from '../shell/EmptyNote.tsx'
import { Panel } from '../shell/Panel.tsx'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { colleaguesMet } from './colleagues-met.ts'

/** Whom this device has met in a huddle who is not on the team's roster. */
export function Colleagues() {
  const desk = useDesk()
  const { card } = useObservable(desk.profile)
  const standing = useObservable(desk.rosters.standing)
  const met = colleaguesMet(useObservable(desk.huddles), card.device).filter((each) => !standing || !memberWith(standing.roster, each.card.device))
  return (
    <Panel heading="Others met in huddles">
      {met.length === 0 ? (
        <EmptyNote>Nobody yet. Guests and colleagues from elsewhere appear here once they have been in a huddle with you.</EmptyNote>
      ) : (
        <TableContainer>
          <Table>
            <TableHead>
              <TableRow>
                <TableCell>Name</TableCell>
                <TableCell>Role</TableCell>
                <TableCell>Organisation</TableCell>
                <TableCell>Last met</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {met.map(({ card: { device, name, role, organisation, guest }, arrivedAt }) => (
                <TableRow key={device}>
                  <TableCell component="th" scope="row">
                    {name}
                    {guest && ', guest'}
                  </TableCell>
                  <TableCell>{role}</TableCell>
                  <TableCell>{organisation}</TableCell>
                  <TableCell>{clinicalDateTime(arrivedAt)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
    </Panel>
  )
}

import { Box, Button, Stack, Table, TableBody, TableCell, TableContainer, TableHead, TableRow, Typography } from '@mui/material'
import { useState } from 'react'
import { isFull } from '../../core/model/change-roster.ts'
import { leadsAt, memberWith, nameOfMember, wasRemoved, type Roster } from '../../core/model/roster.ts'
import { Panel } from '../shell/Panel.tsx'
import { ProblemNote } from '../shell/ProblemNote.tsx'
import { useAttempt } from '../shell/run-with-problem.ts'
import { saveFile } from '../shell/save-file.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { AddMemberDialog } from './AddMemberDialog.tsx'
import { BeginAnewDialog } from './BeginAnewDialog.tsx'
import { FileButton } from './FileButton.tsx'
import { MemberRow } from './MemberRow.tsx'
import { RemoveDialog, type Removal } from './RemoveDialog.tsx'
import { rosterFile } from './roster-files.ts'
import { lastMet } from './team-words.ts'
import { useTakeRoster } from './use-take-roster.ts'

/** Who is in the team: seen by every member, changed by whoever leads. */
export function MembersPanel({ roster }: { readonly roster: Roster }) {
  const desk = useDesk()
  const me = useObservable(desk.profile).card.device
  const met = lastMet(useObservable(desk.huddles))
  const [dialog, setDialog] = useState<'add' | 'anew'>()
  const [removal, setRemoval] = useState<Removal>()
  const { attempt, problem } = useAttempt()
  const mayChange = leadsAt(roster, me)
  const { take, problem: refused } = useTakeRoster()
  return (
    <Panel
      heading={`Members · ${roster.members.length}`}
      action={
        <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', justifyContent: 'flex-end' }}>
          <FileButton label="File with a roster" accept=".json,application/json" onText={take}>
            Take in a roster
          </FileButton>
          <Button onClick={() => saveFile(rosterFile(roster))}>Save the roster</Button>
          {mayChange && (
            <Button variant="contained" onClick={() => setDialog('add')}>
              Add somebody
            </Button>
          )}
        </Stack>
      }
    >
      <ProblemNote problem={problem ?? refused} sx={{ mb: 1.5 }} />
      <TableContainer>
        <Table aria-label="Members of the team">
          <TableHead>
            <TableRow>
              <TableCell>Name</TableCell>
              <TableCell>Role and organisation</TableCell>
              <TableCell>Devices</TableCell>
              {mayChange && (
                <TableCell>
                  <span className="visually-hidden">Changes</span>
                </TableCell>
              )}
            </TableRow>
          </TableHead>
          <TableBody>
            {roster.members.map((member) => (
              <MemberRow
                key={member.id}
                member={member}
                me={me}
                met={met}
                mayChange={mayChange}
                onLead={(leads) => void attempt(() => desk.rosters.change({ kind: 'lead', member: member.id, leads }))}
                onRemove={setRemoval}
              />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      <WhoLeads roster={roster} me={me} onBeginAnew={() => setDialog('anew')} />
      {dialog === 'add' && <AddMemberDialog roster={roster} onClose={() => setDialog(undefined)} />}
      {dialog === 'anew' && <BeginAnewDialog roster={roster} onClose={() => setDialog(undefined)} />}
      {removal && <RemoveDialog {...removal} onClose={() => setRemoval(undefined)} />}
    </Panel>
  )
}

interface WhoLeadsProps {
  readonly roster: Roster
  readonly me: Roster['signer']
  readonly onBeginAnew: () => void
}

/** A team with one lead is one lost computer away from a roster that nobody can change: said before it happens. */
function WhoLeads({ roster, me, onBeginAnew }: WhoLeadsProps) {
  const leading = roster.members.filter(({ leads }) => leads)
  const alone = leading.length === 1 && roster.members.length > 1
  const [first] = leading
  const [leads, full] = [leadsAt(roster, me), isFull(roster)]
  const said = wasRemoved(roster, me)
    ? 'This device was removed from the team. It keeps what it has, and opens nothing new.'
    : leads
      ? full
        ? 'The roster can remember no more of who was removed, or of who led. Begin it anew to go on changing it.'
        : alone && 'Only you lead. Let a second colleague lead too: if this device is lost, nobody else could change the roster.'
      : `${first ? nameOfMember(first) : 'Nobody'}${leading.length > 1 ? ` and ${leading.length - 1} more lead` : ' leads'} the team and can change the roster.`
  if (said === false) return null
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1.5, mt: 1.5 }}>
      <Typography variant="body2" color="textSecondary" sx={{ flex: '1 1 260px' }}>
        {said}
      </Typography>
      {leads && full && <Button onClick={onBeginAnew}>Begin the roster anew</Button>}
      {!leads && memberWith(roster, me) && <Button onClick={onBeginAnew}>Nobody who leads can be reached any more</Button>}
    </Box>
  )
}

import { Link, Table, TableBody, TableCell, TableContainer, TableHead, TableRow, Typography } from '@mui/material'
import type { Action } from '../../core/model/action.ts'
import { useToday } from '../shell/clock.ts'
import { DayText } from '../shell/DayText.tsx'
import { usePrivateScreen } from '../shell/private-screen.tsx'
import { hashHref, routes } from '../shell/routes.ts'
import { dueInWords } from './action-lists.ts'
import { AnswerButtons } from './AnswerButtons.tsx'

export function ActionsTable({ actions }: { readonly actions: readonly Action[] }) {
  return (
    <TableContainer component="section" tabIndex={0} aria-label="The list of actions">
      <Table sx={{ minWidth: 720 }}>
        <TableHead>
          <TableRow>
            <TableCell>What</TableCell>
            <TableCell>Who</TableCell>
            <TableCell>By when</TableCell>
            <TableCell>For</TableCell>
            <TableCell>Decided in</TableCell>
            <TableCell>How it stands</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {actions.map((action) => (
            <ActionRow key={action.id} action={action} />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}

function ActionRow({ action }: { readonly action: Action }) {
  const today = useToday()
  const { shown } = usePrivateScreen()
  return (
    <TableRow sx={{ '& td, & th': { verticalAlign: 'top', py: 1.25 } }}>
      <TableCell component="th" scope="row" sx={{ fontWeight: 550, minWidth: 200 }}>
        {action.what}
      </TableCell>
      <TableCell>
        {action.owner.name}
        {!action.ownerWasPresent && (
          <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
            was not in the huddle: still to be asked
          </Typography>
        )}
      </TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        <DayText day={action.due} />
        <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
          {dueInWords(action, today)}
        </Typography>
      </TableCell>
      <TableCell>
        <Link href={hashHref(routes.person(action.personId))}>{shown(action.personName)}</Link>
      </TableCell>
      <TableCell>
        <Link href={hashHref(routes.outcome(action.decidedIn))} aria-label={`The decision behind: ${action.what}`}>
          The decision
        </Link>
      </TableCell>
      <TableCell>
        {action.state === 'to do' ? <AnswerButtons action={action} /> : <Answered action={action} />}
      </TableCell>
    </TableRow>
  )
}

function Answered({ action: { state, howItWent } }: { readonly action: Action }) {
  return (
    <>
      <Typography variant="body2" sx={{ fontWeight: 550 }}>
        {state === 'done' ? 'Done' : 'Not done'}
      </Typography>
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {howItWent}
      </Typography>
    </>
  )
}

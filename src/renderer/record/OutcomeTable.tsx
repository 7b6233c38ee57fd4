import { Box, Link, Table, TableBody, TableCell, TableContainer, TableHead, TableRow, Typography } from '@mui/material'
import { clinicalDateTime } from '../../core/model/dates.ts'
import type { FiledOutcome } from '../../core/model/filed-outcome.ts'
import { bannerName, personInitials } from '../../core/model/person.ts'
import { usePrivateScreen } from '../shell/private-screen.tsx'
import { hashHref, routes } from '../shell/routes.ts'
import { signersInWords } from './record-words.ts'

export function OutcomeTable({ outcomes }: { readonly outcomes: readonly FiledOutcome[] }) {
  const { on } = usePrivateScreen()
  return (
    <TableContainer>
      <Table sx={{ minWidth: 640 }}>
        <TableHead>
          <TableRow>
            <TableCell>Person</TableCell>
            <TableCell>Decision</TableCell>
            <TableCell>Signed by</TableCell>
            <TableCell>Huddle</TableCell>
            <TableCell>Where it is</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {outcomes.map(({ id, outcome, answers, late, receipt, told = receipt }) => (
            <TableRow key={id} sx={{ '& td, & th': { verticalAlign: 'top', py: 1 } }}>
              <TableCell component="th" scope="row" sx={{ minWidth: 140 }}>
                <Link href={hashHref(routes.outcome(id))}>{on ? personInitials(outcome.person) : bannerName(outcome.person)}</Link>
              </TableCell>
              <TableCell sx={{ minWidth: 180 }}>
                <Box sx={{ display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', overflow: 'hidden' }}>{outcome.decision}</Box>
              </TableCell>
              <TableCell>{signersInWords(answers, late)}</TableCell>
              <TableCell>
                {outcome.huddle.title}
                <Caption>{clinicalDateTime(outcome.readBackAt)}</Caption>
              </TableCell>
              <TableCell sx={{ overflowWrap: 'anywhere', maxWidth: 260 }}>
                {told ? `Ledger line ${told.ledgerLine}` : 'Waits to be filed'}
                {told && <Caption>{receipt ? told.folder : `${told.folder}, with an answer that has not come here`}</Caption>}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}

function Caption({ children }: { readonly children: string }) {
  return (
    <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
      {children}
    </Typography>
  )
}

import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Table, TableBody, TableCell, TableRow, Typography } from '@mui/material'
import { Fragment, useId } from 'react'
import { huddleKeys } from '../huddle/live/huddle-keys.ts'
import { command, type KeyHelp } from './key-help.ts'

const everywhere: readonly KeyHelp[] = [
  { does: 'Find a person, huddle, action or command', keys: [[command, 'K']] },
  { does: 'Lock at once', keys: [[command, 'Shift', 'L']] },
  { does: 'Show these keys', keys: [['?']] },
  { does: 'Move to the next or the previous field or button', keys: [['Tab'], ['Shift', 'Tab']] },
  { does: 'Move within a list, a menu or a table', keys: [['↑'], ['↓']] },
  { does: 'Choose', keys: [['Enter']] },
  { does: 'Close what is open in front', keys: [['Esc']] },
]

export default function KeysDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby="keys-heading" maxWidth="sm">
      <DialogTitle id="keys-heading">Keys</DialogTitle>
      {/* More than a window of usual height holds: the keyboard can scroll it. */}
      <DialogContent tabIndex={0}>
        <Keys where="Everywhere" keys={everywhere} />
        <Keys where="In a huddle" keys={huddleKeys} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>
          Close
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function Keys({ where, keys }: { readonly where: string; readonly keys: readonly KeyHelp[] }) {
  const id = useId()
  return (
    <>
      <Typography id={id} variant="h3" sx={{ mt: 2 }}>
        {where}
      </Typography>
      <Table aria-labelledby={id}>
        <TableBody>
          {keys.map(({ does, keys: ways }) => (
            <TableRow key={does}>
              <TableCell component="th" scope="row" sx={{ fontWeight: 400 }}>
                {does}
              </TableCell>
              <TableCell align="right">
                {ways.map((together, way) => (
                  <Fragment key={together.join('+')}>
                    {way > 0 && ' or '}
                    <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
                      {together.map((each, index) => (
                        <span key={each}>
                          {index > 0 && ' + '}
                          <Key>{each}</Key>
                        </span>
                      ))}
                    </Box>
                  </Fragment>
                ))}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  )
}

function Key({ children }: { readonly children: string }) {
  return (
    <Box component="kbd" sx={{ font: 'inherit', fontSize: '0.8125rem', border: 1, borderColor: 'divider', borderRadius: 1, px: 0.75, py: 0.25, bgcolor: 'surfaces.sunken' }}>
      {children}
    </Box>
  )
}

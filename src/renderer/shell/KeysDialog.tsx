import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Table, TableBody, TableCell, TableRow } from '@mui/material'

const command = /Mac|iPhone|iPad/.test(navigator.userAgent) ? 'Cmd' : 'Ctrl'

const keys: readonly (readonly [what: string, keys: readonly string[]])[] = [
  ['Find a person, huddle, action or command', [command, 'K']],
  ['Lock at once', [command, 'Shift', 'L']],
  ['Show these keys', ['?']],
  ['Move to the next field or button', ['Tab']],
  ['Move within a list, a menu or a table', ['↑', '↓']],
  ['Choose', ['Enter']],
  ['Close what is open in front', ['Esc']],
]

export default function KeysDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby="keys-heading" maxWidth="sm">
      <DialogTitle id="keys-heading">Keys</DialogTitle>
      <DialogContent>
        <Table aria-labelledby="keys-heading">
          <TableBody>
            {keys.map(([what, combination]) => (
              <TableRow key={what}>
                <TableCell component="th" scope="row" sx={{ fontWeight: 400 }}>
                  {what}
                </TableCell>
                <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                  {combination.map((each, index) => (
                    <span key={each}>
                      {index > 0 && ' + '}
                      <Key>{each}</Key>
                    </span>
                  ))}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>
          Close
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function Key({ children }: { readonly children: string }) {
  return (
    <Box component="kbd" sx={{ font: 'inherit', fontSize: '0.8125rem', border: 1, borderColor: 'divider', borderRadius: 1, px: 0.75, py: 0.25, bgcolor: 'surfaces.sunken' }}>
      {children}
    </Box>
  )
}

import { Box, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, Typography } from '@mui/material'
import { useState } from 'react'
import { canIntroduce } from '../../../core/model/directory-import.ts'
import type { Service } from '../../../core/model/service.ts'
import { introductionText, standingInWords, isStale } from '../../../core/model/service-words.ts'
import { useServices } from '../../directory/use-services.ts'
import { useToday } from '../../shell/clock.ts'
import { EmptyNote } from '../../shell/EmptyNote.tsx'
import { QuietProgress } from '../../shell/QuietProgress.tsx'
import { hashHref, routes } from '../../shell/routes.ts'
import { ServiceChoice } from './ServiceChoice.tsx'

interface IntroduceDialogProps {
  readonly onClose: () => void
  /** What the action is to say. */
  readonly onIntroduce: (what: string) => void
}

/** Names a service of the directory for an introduction in person; what it will say is shown before it is written. */
export default function IntroduceDialog({ onClose, onIntroduce }: IntroduceDialogProps) {
  const services = useServices()
  const today = useToday()
  const [chosen, setChosen] = useState<Service>()
  return (
    <Dialog open onClose={onClose} maxWidth="sm" aria-labelledby="introduce-heading">
      <DialogTitle id="introduce-heading">Introduce to a service</DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ mb: 2 }}>Somebody rings together with the person, or goes along. The introduction is finished once they have met.</DialogContentText>
        {!services && <QuietProgress>Opening the directory</QuietProgress>}
        {services?.length === 0 && (
          <EmptyNote
            action={
              <Button variant="outlined" href={hashHref(routes.directoryImport())}>
                Import a directory
              </Button>
            }
          >
            The directory is empty. Bring one in, or write the service into an action by hand.
          </EmptyNote>
        )}
        {services && services.length > 0 && <ServiceChoice services={services.filter(canIntroduce)} chosen={chosen} today={today} onChoose={setChosen} />}
        {chosen && (
          <Box sx={{ mt: 2, p: 1.5, borderRadius: 1, bgcolor: 'surfaces.sunken' }}>
            <Typography variant="caption" color="textSecondary" component="h3">
              The action will say
            </Typography>
            <Typography sx={{ overflowWrap: 'anywhere' }}>{introductionText(chosen)}</Typography>
            {cautionsOf(chosen, today) !== '' && (
              <Typography variant="body2" color="warning" sx={{ mt: 1 }}>
                {cautionsOf(chosen, today)}
              </Typography>
            )}
          </Box>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="contained" disabled={!chosen} onClick={() => chosen && onIntroduce(introductionText(chosen))}>
          Add the action
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/** Why to ring before anybody relies on it; an empty text where nothing says so. */
function cautionsOf(service: Service, today: Parameters<typeof isStale>[1]): string {
  const standing = standingInWords(service)
  const said = [...(standing === '' ? [] : [`${standing}, its directory says.`]), ...(isStale(service, today) ? ['Nobody is known to have looked at its entry for over a year.'] : [])]
  return said.length === 0 ? '' : `${said.join(' ')} Ring first.`
}

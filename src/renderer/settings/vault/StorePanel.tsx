import { Alert, Box, Button, List, ListItem, ListItemText, Typography } from '@mui/material'
import { Panel } from '../../shell/Panel.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useDesk } from '../../shell/session-context.tsx'
import { useObservable } from '../../shell/use-observable.ts'
import { useCountedWork } from '../../shell/use-counted-work.ts'
import { WorkProgress } from '../../shell/WorkProgress.tsx'
import { findingInWords } from './finding-words.ts'

/** Whether what is kept on this computer is sound. */
export function StorePanel() {
  const desk = useDesk()
  const findings = useObservable(desk.findings)
  const { busy, problem, progress, result, run: check } = useCountedWork(desk.checkVault)
  const held = result?.held
  return (
    <Panel
      heading="What is kept on this computer"
      action={
        <Button variant="outlined" loading={busy} onClick={check}>
          Check now
        </Button>
      }
    >
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        Opens every sealed entry and document. What was damaged is set aside as it was found, and everything else goes on working.
      </Typography>
      <ProblemNote problem={problem} sx={{ mt: 1.5 }} />
      {busy && <WorkProgress label="Checking" progress={progress} />}
      <Box component="output" sx={{ display: 'block' }}>
        {held !== undefined && findings.length === 0 && (
          <Alert severity="success" variant="outlined" sx={{ mt: 1.5 }}>
            Everything is sound: {held.toLocaleString('en-GB')} entries were opened.
          </Alert>
        )}
        {findings.length > 0 && (
          <Alert severity="error" variant="outlined" sx={{ mt: 1.5 }}>
            {held !== undefined && `${held.toLocaleString('en-GB')} entries are sound. `}
            {findings.length === 1 ? 'One thing was' : `${findings.length} things were`} found amiss. Nothing was deleted. Show this list to whoever
            looks after MDT Huddle for your team.
            <List dense disablePadding sx={{ mt: 1, listStyle: 'disc', pl: 2.5 }}>
              {findings.map((finding) => (
                <ListItem key={`${finding.kind}/${finding.table}/${finding.id}`} disableGutters disablePadding sx={{ display: 'list-item' }}>
                  <ListItemText primary={findingInWords(finding)} />
                </ListItem>
              ))}
            </List>
          </Alert>
        )}
      </Box>
    </Panel>
  )
}

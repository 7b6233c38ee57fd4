import { Alert, Button } from '@mui/material'
import { counted } from '../counted.ts'
import type { ImportDraft } from './import-draft.ts'

interface HeldImportNoteProps {
  readonly draft: ImportDraft
  readonly onGoOn: () => void
  readonly onGiveUp: () => void
}

/** Before another file is chosen: the one whose rows somebody has seen to and that is not written yet. */
export function HeldImportNote({ draft, onGoOn, onGiveUp }: HeldImportNoteProps) {
  return (
    <Alert
      severity="warning"
      variant="outlined"
      sx={{ mb: 2 }}
      action={
        <>
          <Button color="inherit" onClick={onGoOn}>
            Go on with it
          </Button>
          <Button color="inherit" onClick={onGiveUp}>
            Give it up
          </Button>
        </>
      }
    >
      {`${draft.name} is not imported yet, and you have seen to ${counted(draft.seenTo.size, 'row')} of it. Another file takes its place.`}
    </Alert>
  )
}

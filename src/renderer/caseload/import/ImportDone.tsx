import { Button, Stack, Typography } from '@mui/material'
import type { ImportResult } from '../../../core/session/session.ts'
import { Panel } from '../../shell/Panel.tsx'
import { hashHref, routes } from '../../shell/routes.ts'
import { counted } from '../counted.ts'

interface ImportDoneProps {
  readonly result: ImportResult
  /** Rows that did not come in. */
  readonly left: number
  readonly onGoOn: () => void
  readonly onAnother: () => void
}

/** What the import did, and the rows that still wait. */
export function ImportDone({ result, left, onGoOn, onAnother }: ImportDoneProps) {
  return (
    <Panel heading="Imported">
      <Typography component="output">
        {counted(result.added, 'person')} added, {result.updated} updated, {result.unchanged} unchanged.
        {left > 0 && ` ${counted(left, 'row')} with problems did not come in; your file still has ${left === 1 ? 'it' : 'them'}.`}
      </Typography>
      <Stack direction="row" useFlexGap spacing={1} sx={{ mt: 2, flexWrap: 'wrap' }}>
        <Button variant="contained" href={hashHref(routes.caseload())}>
          Go to the caseload
        </Button>
        {left > 0 && (
          <Button variant="outlined" onClick={onGoOn}>
            Go on with the rows that remain
          </Button>
        )}
        <Button onClick={onAnother}>Import another file</Button>
      </Stack>
    </Panel>
  )
}

import { Button, Stack } from '@mui/material'
import type { StaffCard } from '../../core/model/team.ts'
import { CopyLine } from '../shell/CopyLine.tsx'
import { saveFile } from '../shell/save-file.ts'
import { Digits } from './Digits.tsx'
import { requestFile } from './roster-files.ts'

/** A request to join, to send as a line or as a file, and the digits that go with it. */
export function RequestLines({ card, request }: { readonly card: StaffCard; readonly request: string }) {
  return (
    <Stack spacing={2} sx={{ alignItems: 'stretch' }}>
      <CopyLine label="Request" value={request} />
      <Stack direction="row" useFlexGap spacing={2} sx={{ flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between' }}>
        <Digits card={card} />
        <Button onClick={() => saveFile(requestFile(card.name, request))}>Save as a file</Button>
      </Stack>
    </Stack>
  )
}

import { Button, Stack, Typography } from '@mui/material'
import type { Letter } from '../../../core/model/letter.ts'
import { DayText } from '../../shell/DayText.tsx'
import { Panel } from '../../shell/Panel.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { saveFile } from '../../shell/save-file.ts'
import { useDesk } from '../../shell/session-context.tsx'

/** Letters that the person has already, as they were given. */
export function GivenLetters({ letters }: { readonly letters: readonly Letter[] }) {
  const { leaving } = useDesk()
  const { busy, problem, attempt } = useAttempt()
  if (letters.length === 0) return null
  return (
    <Panel heading="Given">
      <ProblemNote problem={problem} sx={{ mb: 1 }} />
      <Stack spacing={1}>
        {letters.map(({ id, givings }) => (
          <Stack key={id} direction="row" useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center', columnGap: 2 }}>
            <Typography component="div">
              {givings.map(({ on, how, by, at }) => (
                <div key={at}>
                  <DayText day={on} /> {how}, by {by}
                </div>
              ))}
            </Typography>
            <Button disabled={busy} onClick={() => void attempt(async () => saveFile(await leaving.letterFile(id, 'pdf')))}>
              Save it again (PDF)
            </Button>
          </Stack>
        ))}
      </Stack>
    </Panel>
  )
}

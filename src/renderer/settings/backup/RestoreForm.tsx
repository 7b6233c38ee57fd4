import { Box, Button, FormControlLabel, Radio, RadioGroup, Stack, TextField, Typography } from '@mui/material'
import { useEffect, useRef, useState, type SubmitEvent } from 'react'
import type { BackupSecret, BackupSource, RestoreWatch } from '../../../core/session/backup/backup-desk.ts'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { sourceOf } from '../../shell/blob-source.ts'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { ErrorSummary } from '../../start/ErrorSummary.tsx'
import { checkPassphrase, emptyPassphrase } from '../../start/forms.ts'
import { nextPaint } from '../../start/next-paint.ts'
import { PassphraseFields } from '../../start/PassphraseFields.tsx'
import { useForm } from '../../start/use-form.ts'
import { StoppableProgress } from './StoppableProgress.tsx'
import { useStoppable } from './use-stoppable.ts'

const words = { 'looking through': 'Looking through the backup', 'bringing back': 'Bringing it back' } as const

interface RestoreFormProps {
  /** Where nothing is kept yet, a recovery code asks for a new passphrase. */
  readonly isNew: boolean
  readonly onRestore: (source: BackupSource, secret: BackupSecret, passphrase: string | undefined, watch: RestoreWatch) => Promise<void>
  readonly onBack: () => void
}

/** A backup file, and what opens it. */
export function RestoreForm({ isNew, onRestore, onBack }: RestoreFormProps) {
  const [file, setFile] = useState<File>()
  const [by, setBy] = useState<BackupSecret['kind']>('passphrase')
  const [opener, setOpener] = useState('')
  const next = useForm(emptyPassphrase, checkPassphrase)
  const input = useRef<HTMLInputElement>(null)
  const choosing = useRef<HTMLButtonElement>(null)
  // On a page of its own the heading has the focus.
  useEffect(() => {
    if (!isNew) choosing.current?.focus()
  }, [isNew])
  const { busy, problem, attempt } = useAttempt()
  const work = useStoppable<keyof typeof words>()
  const asksNew = isNew && by === 'code'

  async function restore(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const passphrase = asksNew ? next.check() : undefined
    if (!file || (asksNew && passphrase === undefined)) return
    await attempt(async () => {
      await nextPaint()
      await onRestore(sourceOf(file), by === 'code' ? { kind: 'code', code: opener } : { kind: 'passphrase', passphrase: opener }, passphrase, work.begin())
    })
    work.end()
  }
  return (
    <Box component="form" noValidate onSubmit={(event) => void restore(event)} sx={{ display: 'grid', gap: 2 }}>
      <ErrorSummary lines={next.summary} attempt={next.attempts} />
      <Stack direction="row" useFlexGap spacing={1.5} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <Button ref={choosing} variant="outlined" disabled={busy} onClick={() => input.current?.click()}>
          Choose the backup file
        </Button>
        <Typography component="output" variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {file ? file.name : 'None is chosen yet.'}
        </Typography>
        <input ref={input} hidden type="file" aria-label="Backup file" accept=".mdtbackup" onChange={({ target }) => setFile(target.files?.[0])} />
      </Stack>
      <RadioGroup aria-label="What opens the backup" value={by} onChange={(_event, value) => setBy(value === 'code' ? 'code' : 'passphrase')}>
        <FormControlLabel value="passphrase" control={<Radio />} label="The passphrase of the day it was made" />
        <FormControlLabel value="code" control={<Radio />} label="The recovery code of that day" />
      </RadioGroup>
      <TextField
        id="backup-opener"
        label={by === 'code' ? 'Recovery code' : 'Passphrase of the backup'}
        {...(by === 'passphrase' ? { type: 'password' } : { multiline: true, minRows: 2 })}
        value={opener}
        onChange={({ target }) => setOpener(target.value)}
        slotProps={{ htmlInput: { spellCheck: false, autoComplete: 'off', autoCapitalize: 'none', maxLength: 1000 } }}
      />
      {asksNew && <PassphraseFields form={next} />}
      <StoppableProgress work={work} words={words} unstoppable={['bringing back']} />
      <ProblemNote problem={problem} />
      <Stack direction="row" sx={{ justifyContent: 'space-between' }}>
        <Button disabled={busy} onClick={onBack}>
          {isNew ? 'Back' : 'Cancel'}
        </Button>
        <Button type="submit" variant="contained" loading={busy} disabled={!file || opener === ''}>
          Restore
        </Button>
      </Stack>
    </Box>
  )
}

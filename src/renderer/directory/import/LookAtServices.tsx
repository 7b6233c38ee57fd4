import { Autocomplete, Box, Button, Checkbox, FormControlLabel, Stack, Typography } from '@mui/material'
import { longestDirectoryName } from '../../../core/model/service.ts'
import { tooLongInWords } from '../../huddle/live/too-long.ts'
import { LimitedField } from '../../shell/LimitedField.tsx'
import { Panel } from '../../shell/Panel.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { counted } from '../directory-words.ts'
import { ProblemPanel } from './ProblemPanel.tsx'
import { ServiceListPanel } from './ServiceListPanel.tsx'
import type { DirectoryDraft, DirectoryImport } from './use-directory-import.ts'

interface LookAtServicesProps {
  readonly importing: DirectoryImport
  readonly draft: DirectoryDraft
}

/** Second step: what would happen with each service. */
export function LookAtServices({ importing, draft: { reading, directory, whole } }: LookAtServicesProps) {
  const { plan, known, change } = importing
  const { add, update, unchanged, gone } = plan
  const { busy, problem, attempt } = useAttempt()
  const writes = add.length + update.length + gone.length
  const isKnown = known.includes(plan.directory)
  return (
    <Stack spacing={2}>
      <Panel heading="What would happen">
        <Typography component="output" sx={{ display: 'block', mb: 2 }}>
          {`${counted(add.length, 'service')} would be added, ${update.length} updated, ${unchanged} ${unchanged === 1 ? 'is' : 'are'} unchanged, ${counted(reading.out, 'entry')} cannot come in.`}
          {gone.length > 0 && ` ${counted(gone.length, 'service')} would be kept and marked as no longer listed.`}
        </Typography>
        <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', columnGap: 3, rowGap: 1, alignItems: 'center', mb: 2 }}>
          <Autocomplete
            freeSolo
            options={known}
            inputValue={directory}
            onInputChange={(_event, text, reason) => reason !== 'reset' && change({ directory: text })}
            onChange={(_event, chosen) => chosen !== null && change({ directory: chosen })}
            sx={{ flex: '0 1 340px', minWidth: 240 }}
            renderInput={(params) => (
              <LimitedField {...params} value={directory} longest={longestDirectoryName} label="Which directory this is" />
            )}
          />
          {isKnown && (
            <FormControlLabel
              control={<Checkbox checked={whole} onChange={(_event, checked) => change({ whole: checked })} />}
              label="These files are the whole of it"
            />
          )}
        </Stack>
        <ProblemNote problem={problem} sx={{ mb: 1.5 }} />
        <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
          <Button variant="contained" loading={busy} disabled={writes === 0 || plan.directory === '' || tooLongInWords(directory, longestDirectoryName) !== undefined} onClick={() => void attempt(importing.write)}>
            {writes === 0 ? 'Nothing to import' : `Import ${counted(writes, 'service')}`}
          </Button>
          <Button onClick={() => importing.setStep('files')}>Choose other files</Button>
        </Stack>
      </Panel>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' }, alignItems: 'start', '&:empty': { display: 'none' } }}>
        {reading.problems.length > 0 && <ProblemPanel problems={reading.problems} more={reading.more} />}
        <Stack spacing={2} sx={{ minWidth: 0, '&:empty': { display: 'none' } }}>
          {gone.length > 0 && <ServiceListPanel heading={`No longer listed · ${gone.length}`} services={gone.map(({ source, name }) => ({ source, name, said: '' }))} />}
          {update.length > 0 && (
            <ServiceListPanel heading={`Would be updated · ${update.length}`} services={update.map(({ after, changes }) => ({ source: after.source, name: after.name, said: changes.join(', ') }))} />
          )}
          {add.length > 0 && <ServiceListPanel heading={`Would be added · ${add.length}`} services={add.map(({ source, name, organisation }) => ({ source, name, said: organisation === name ? '' : organisation }))} />}
        </Stack>
      </Box>
    </Stack>
  )
}

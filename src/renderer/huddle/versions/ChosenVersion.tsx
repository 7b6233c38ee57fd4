import { Alert, Box, Button, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { noteText } from '../../../core/doc/note-text.ts'
import type { PersonDoc } from '../../../core/doc/person-doc.ts'
import type { EntryId } from '../../../core/model/ids.ts'
import { versionName, type Version } from '../../../core/model/version.ts'
import { useCatchLostFocus } from '../live/use-focus.ts'
import { useDocValue } from '../live/use-doc-value.ts'
import { ComparedText } from './ComparedText.tsx'

interface ChosenVersionProps {
  readonly person: PersonDoc
  readonly version: Version
  readonly versions: readonly Version[]
  readonly onRestore: () => void
  readonly onRemove: () => void
}

const now = 'now'

/** One version against another or against the text as it stands, the older one first; and bringing it back. */
export function ChosenVersion({ person, version, versions, onRestore, onRemove }: ChosenVersionProps) {
  const { formulation, formulationVersions } = person
  const start = useCatchLostFocus<HTMLDivElement>()
  const [against, setAgainst] = useState<EntryId | typeof now>(now)
  const standing = useDocValue(person, () => noteText(formulation))
  const others = versions.filter(({ id }) => id !== version.id)
  const other = others.find(({ id }) => id === against)
  const text = useDocValue(formulationVersions, () => formulationVersions.text(version.id))
  const otherText = useDocValue(formulationVersions, () => (other ? formulationVersions.text(other.id) : undefined))
  const otherFirst = other !== undefined && other.at < version.at
  const names = [versionName(version), other ? versionName(other) : 'the text as it stands now']
  const [before, after] = otherFirst ? names.toReversed() : names
  return (
    <Box component="section" ref={start} tabIndex={-1} aria-label="Comparison" sx={{ minWidth: 0, '&:focus': { outline: 'none' } }}>
      <TextField select label="Compare with" value={other ? against : now} onChange={({ target }) => setAgainst(others.find(({ id }) => id === target.value)?.id ?? now)}>
        <MenuItem value={now}>The text as it stands now</MenuItem>
        {others.map((each) => (
          <MenuItem key={each.id} value={each.id}>
            {versionName(each)}
          </MenuItem>
        ))}
      </TextField>
      <Typography variant="subtitle2" component="h3" sx={{ mt: 1.5 }}>
        From {before} to {after}
      </Typography>
      {text === undefined || (other && otherText === undefined) ? (
        <Alert severity="warning" variant="outlined" sx={{ mt: 1 }}>
          This version cannot be read: it is damaged. The text as it stands is not touched by it.
        </Alert>
      ) : (
        <Box sx={{ mt: 0.5, mb: 2 }}>
          <ComparedText before={otherFirst ? (otherText ?? '') : text} after={otherFirst ? text : (otherText ?? standing)} />
        </Box>
      )}
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        <Button variant="outlined" onClick={onRestore}>
          Bring this version back
        </Button>
        <Button onClick={onRemove}>Remove this version</Button>
      </Stack>
      <Typography variant="caption" component="p" color="textSecondary" sx={{ mt: 0.5 }}>
        Bringing it back is a change of yours, which everybody sees. What stands now is kept as a version first.
      </Typography>
    </Box>
  )
}

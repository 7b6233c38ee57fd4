import { FormControl, FormControlLabel, FormLabel, Link, MenuItem, Radio, RadioGroup, Stack, TextField, Typography } from '@mui/material'
import { longestRecipient, type Recipient } from '../../../core/model/recipient.ts'
import { organisationKindNames, organisationKinds, type OrganisationKind } from '../../../core/model/team.ts'
import { LimitedField } from '../../shell/LimitedField.tsx'
import { hashHref, routes } from '../../shell/routes.ts'

/** A recipient while it is being chosen; the person has a letter instead. */
export interface RecipientDraft {
  readonly kind: Exclude<Recipient['kind'], 'person'>
  readonly organisation: OrganisationKind
  readonly name: string
}

const kinds = [
  ['gp', 'Their GP'],
  ['organisation', 'Another organisation'],
  ['record-system', 'The record system'],
] as const satisfies readonly (readonly [RecipientDraft['kind'], string])[]

interface RecipientFieldsProps {
  readonly draft: RecipientDraft
  readonly onChange: (next: RecipientDraft) => void
  /** Name of the record system, where one is set. */
  readonly server: string | undefined
}

export function RecipientFields({ draft, onChange, server }: RecipientFieldsProps) {
  return (
    <Stack spacing={1.5}>
      <FormControl component="fieldset">
        <FormLabel component="legend">Recipient</FormLabel>
        <RadioGroup
          name="recipient"
          value={draft.kind}
          onChange={(_event, value) => {
            const chosen = kinds.find(([kind]) => kind === value)
            if (chosen) onChange({ ...draft, kind: chosen[0] })
          }}
        >
          {kinds.map(([kind, words]) => (
            <FormControlLabel key={kind} value={kind} control={<Radio size="small" />} label={words} />
          ))}
        </RadioGroup>
      </FormControl>
      {draft.kind === 'organisation' && (
        <TextField
          select
          id="organisation-kind"
          label="Kind of organisation"
          value={draft.organisation}
          onChange={({ target }) => {
            const chosen = organisationKinds.find((kind) => kind === target.value)
            if (chosen) onChange({ ...draft, organisation: chosen })
          }}
        >
          {organisationKinds.map((kind) => (
            <MenuItem key={kind} value={kind}>
              {organisationKindNames[kind]}
            </MenuItem>
          ))}
        </TextField>
      )}
      {draft.kind !== 'record-system' && (
        <LimitedField
          id="recipient-name"
          longest={longestRecipient}
          label={draft.kind === 'gp' ? 'Name of the practice or GP' : 'Name of the organisation'}
          value={draft.name}
          onChange={({ target }) => onChange({ ...draft, name: target.value })}
        />
      )}
      {draft.kind === 'record-system' && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {server ?? (
            <>
              None is set yet. <Link href={hashHref(routes.settings())}>Set it under Settings</Link>
            </>
          )}
        </Typography>
      )}
    </Stack>
  )
}

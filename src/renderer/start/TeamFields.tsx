import { Autocomplete, MenuItem, Stack, TextField } from '@mui/material'
import { knownAreas, organisationKind, organisationKindNames } from '../../core/model/team.ts'
import type { TeamFields as CheckedTeam } from '../../core/session/session.ts'
import type { TeamDraft } from './forms.ts'
import type { Form } from './use-form.ts'

/** What the team is called, where it works and how a person reaches it. */
export function TeamFields({ form: { draft, set, errors } }: { readonly form: Form<CheckedTeam, TeamDraft> }) {
  return (
    <Stack spacing={2}>
      <TextField
        id="name"
        label="Team name"
        required
        value={draft.name}
        onChange={({ target }) => set('name', target.value)}
        error={errors.name !== undefined}
        helperText={errors.name}
      />
      <Autocomplete
        id="area"
        freeSolo
        options={knownAreas}
        inputValue={draft.area}
        onInputChange={(_event, text) => set('area', text)}
        renderInput={(params) => (
          <TextField {...params} label="Area" error={errors.area !== undefined} helperText={errors.area ?? 'Choose one, or write your own.'} />
        )}
      />
      <TextField
        id="holder"
        select
        label="Who holds the person’s record"
        value={draft.holder}
        onChange={({ target }) => set('holder', organisationKind.safeParse(target.value).data ?? draft.holder)}
        helperText="Its staff may see a discussion for direct care. Everybody else needs the person’s agreement."
      >
        {organisationKind.options.map((kind) => (
          <MenuItem key={kind} value={kind}>
            {organisationKindNames[kind]}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        id="contact"
        label="How a person reaches the team"
        required
        value={draft.contact}
        onChange={({ target }) => set('contact', target.value)}
        error={errors.contact !== undefined}
        helperText={errors.contact ?? 'Phone, hours, address: it stands in what a person is given.'}
      />
      <TextField
        id="crisisContact"
        label="Whom a person can call in a crisis"
        required
        value={draft.crisisContact}
        onChange={({ target }) => set('crisisContact', target.value)}
        error={errors.crisisContact !== undefined}
        helperText={errors.crisisContact}
      />
      <TextField
        id="quorum"
        label="How many people make a decision"
        required
        value={draft.quorum}
        onChange={({ target }) => set('quorum', target.value)}
        error={errors.quorum !== undefined}
        helperText={errors.quorum ?? 'Shown in the huddle and in the record; it never stops a discussion.'}
        slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        sx={{ maxWidth: 280 }}
      />
    </Stack>
  )
}

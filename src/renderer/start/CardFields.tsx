import { MenuItem, Stack, TextField } from '@mui/material'
import type { CardFields as CheckedCard } from '../../core/session/session.ts'
import { organisationKind, organisationKindNames, role, roles } from '../../core/model/team.ts'
import type { CardDraft } from './forms.ts'
import { inputPurpose } from './input-purpose.ts'
import type { Form } from './use-form.ts'

/** The fields of a staff card: who somebody is to their colleagues. */
export function CardFields({ form: { draft, set, errors } }: { readonly form: Form<CheckedCard, CardDraft> }) {
  return (
    <Stack spacing={2}>
      <TextField
        id="name"
        label="Your name"
        required
        autoComplete={inputPurpose('name')}
        value={draft.name}
        onChange={({ target }) => set('name', target.value)}
        error={errors.name !== undefined}
        helperText={errors.name ?? 'As colleagues know you. It stands beside what you write and sign.'}
      />
      <TextField
        id="role"
        select
        label="Your role"
        required
        value={draft.role}
        onChange={({ target }) => set('role', role.safeParse(target.value).data ?? '')}
        error={errors.role !== undefined}
        helperText={errors.role}
        slotProps={{ select: { SelectDisplayProps: { id: 'role' } }, inputLabel: { htmlFor: undefined, id: 'role-label' } }}
      >
        {roles.map((each) => (
          <MenuItem key={each} value={each}>
            {each}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        id="organisation"
        label="Your organisation"
        required
        autoComplete={inputPurpose('organization')}
        value={draft.organisation}
        onChange={({ target }) => set('organisation', target.value)}
        error={errors.organisation !== undefined}
        helperText={errors.organisation}
      />
      <TextField
        id="organisationKind"
        select
        label="Kind of organisation"
        required
        value={draft.organisationKind}
        onChange={({ target }) => set('organisationKind', organisationKind.safeParse(target.value).data ?? '')}
        error={errors.organisationKind !== undefined}
        helperText={errors.organisationKind ?? 'People agree to share with kinds of organisation, so this decides what you may see.'}
      >
        {organisationKind.options.map((kind) => (
          <MenuItem key={kind} value={kind}>
            {organisationKindNames[kind]}
          </MenuItem>
        ))}
      </TextField>
    </Stack>
  )
}

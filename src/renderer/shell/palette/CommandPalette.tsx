import SearchOutlined from '@mui/icons-material/SearchOutlined'
import { Autocomplete, Box, Dialog, InputAdornment, TextField, Typography } from '@mui/material'
import { useEffect, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { usePrivateScreen } from '../private-screen.tsx'
import { useDesk } from '../session-context.tsx'
import { useObservable } from '../use-observable.ts'
import { FoundGroup } from './FoundGroup.tsx'
import { findEntries, paletteEntries, type PaletteEntry } from './palette-entries.ts'
import { useCommands } from './use-commands.ts'

interface CommandPaletteProps {
  readonly onClose: () => void
  readonly onShowKeys: () => void
}

const mostOfEachKind = 12

/** Finds people, huddles, actions, services, places and commands by what is typed. */
export default function CommandPalette({ onClose, onShowKeys }: CommandPaletteProps) {
  const entries = useEntries()
  const [query, setQuery] = useState('')
  const [, navigate] = useLocation()
  const run = useCommands(onShowKeys)
  const found = useMemo(() => findEntries(entries, query, mostOfEachKind), [entries, query])

  function choose({ leads }: PaletteEntry): void {
    onClose()
    if ('to' in leads) navigate(leads.to)
    else run(leads.does)
  }

  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="sm"
      slotProps={{
        transition: { onEnter: (node: HTMLElement) => node.querySelector('input')?.focus() },
        container: { sx: { alignItems: 'flex-start' } },
        paper: { 'aria-label': 'Find', sx: { overflow: 'hidden', mt: { xs: 2, sm: 10 } } },
      }}
    >
      <Autocomplete
        open
        disablePortal
        autoHighlight
        openOnFocus
        options={found}
        filterOptions={(options) => options}
        groupBy={({ kind }) => kind}
        getOptionKey={({ key }) => key}
        getOptionLabel={({ label }) => label}
        value={null}
        inputValue={query}
        onInputChange={(_event, text, reason) => reason === 'input' && setQuery(text)}
        onChange={(_event, entry) => entry && choose(entry)}
        onClose={(_event, reason) => reason === 'escape' && onClose()}
        noOptionsText="Nothing found. Try part of a name, or an NHS number."
        forcePopupIcon={false}
        slotProps={{
          popper: { sx: { position: 'static !important', transform: 'none !important', width: '100% !important' } },
          paper: { sx: { borderTop: 1, borderColor: 'divider', borderRadius: 0, boxShadow: 'none' } },
          listbox: { sx: { maxHeight: '56vh' }, 'aria-label': 'Found' },
        }}
        renderGroup={({ key, group, children }) => (
          <FoundGroup key={key} name={group}>
            {children}
          </FoundGroup>
        )}
        renderOption={(props, { label, detail }) => (
          <Box {...props} component="li" key={props.key} sx={{ display: 'flex', gap: 2, justifyContent: 'space-between !important' }}>
            <span>{label}</span>
            <Typography variant="caption" sx={{ color: 'text.secondary', textAlign: 'right' }}>
              {detail}
            </Typography>
          </Box>
        )}
        renderInput={(params) => (
          <TextField
            {...params}
            placeholder="Find a person, huddle, action, service, place or command"
            sx={{ '& fieldset': { border: 0 }, '& .MuiInputBase-root': { py: 0.75, fontSize: '1rem' } }}
            slotProps={{
              ...params.slotProps,
              htmlInput: { ...params.slotProps.htmlInput, 'aria-label': 'Find' },
              input: {
                ...params.slotProps.input,
                startAdornment: (
                  <InputAdornment position="start" sx={{ pl: 1 }}>
                    <SearchOutlined aria-hidden />
                  </InputAdornment>
                ),
              },
            }}
          />
        )}
      />
    </Dialog>
  )
}

function useEntries(): PaletteEntry[] {
  const desk = useDesk()
  const people = useObservable(desk.people)
  const huddles = useObservable(desk.huddles)
  const actions = useObservable(desk.actions)
  const services = useObservable(desk.directory.services)
  const { on } = usePrivateScreen()
  // Without them everything else is found all the same.
  useEffect(() => void desk.directory.load().catch(() => undefined), [desk])
  return useMemo(() => paletteEntries({ people, huddles, actions, services: services ?? [], privateScreen: on }), [people, huddles, actions, services, on])
}

import { Autocomplete, Box, Chip } from '@mui/material'
import type { PersonDoc } from '../../../core/doc/person-doc.ts'
import { longestName, type NamedPerson } from '../../../core/model/decision.ts'
import { spokenName } from '../../../core/model/person.ts'
import { LimitedField } from '../../shell/LimitedField.tsx'
import { useAnnounce } from '../live/Announcer.tsx'
import type { HeldDraft } from '../live/drafts.tsx'
import { besidesName, isSameName } from '../live/tell-apart.ts'
import { notTypedYet } from '../live/not-typed-yet.ts'
import { PersonOption } from '../live/PersonOption.tsx'
import { tooLongInWords } from '../live/too-long.ts'
import { useDocValue } from '../live/use-doc-value.ts'
import { usePeopleHere } from '../live/use-live-view.ts'

const unlessTyped = notTypedYet(({ name }: NamedPerson) => name)

interface AuthorsFieldProps {
  readonly person: PersonDoc
  /** What is typed and names nobody yet. */
  readonly half: HeldDraft
}

/** Who thought the formulation through: the person, those close to them, staff; each by name. */
export function AuthorsField({ person, half }: AuthorsFieldProps) {
  const { formulationFacts } = person
  const announce = useAnnounce()
  const here = usePeopleHere()
  const authors = useDocValue(person, () => formulationFacts.authors())
  const identity = useDocValue(person, () => person.identity())
  const typed = half.draft?.text ?? ''
  const offered: readonly NamedPerson[] = [
    ...(identity ? [{ name: spokenName(identity), role: 'The person' }] : []),
    ...here.map(({ name, role, device }) => ({ name, role, device })),
  ]
  const options = offered.filter(({ name, role, device }) => !authors.some((author) => author.name === name && author.role === role && author.device === device))
  const add = (chosen: NamedPerson | string | null): void => {
    const name = (typeof chosen === 'string' ? chosen : (chosen?.name ?? '')).trim()
    if (tooLongInWords(name, longestName) !== undefined) return
    half.drop()
    if (!name) return
    const [meant, another] = options.filter((option) => isSameName(option.name, name))
    // Of two with one name only who was chosen from the list is meant.
    formulationFacts.addAuthor(typeof chosen === 'object' && chosen ? chosen : meant && !another ? meant : { name, role: '' })
    announce(`${name} is an author.`)
  }
  return (
    <Box>
      <Autocomplete
        freeSolo
        options={options}
        value={null}
        inputValue={typed}
        filterOptions={unlessTyped}
        getOptionKey={(option) => (typeof option === 'string' ? option : (option.device ?? option.name))}
        getOptionLabel={(option) => (typeof option === 'string' ? option : option.name)}
        onInputChange={(_, text, reason) => reason === 'input' && half.begin({ text })}
        onChange={(_, chosen) => add(chosen)}
        onBlur={() => add(typed)}
        renderOption={({ key, ...props }, option) => <PersonOption key={key} {...props} name={option.name} besides={besidesName(option, here)} />}
        renderInput={(params) => <LimitedField {...params} value={typed} longest={longestName} label="Add an author" placeholder="The person, a relative, a colleague" />}
      />
      {authors.length > 0 && (
        <Box component="ul" aria-label="Authors" sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, listStyle: 'none', m: 0, mt: 1, p: 0 }}>
          {authors.map(({ id, name, role }) => (
            <li key={id}>
              <Chip
                label={role ? `${name}, ${role}` : name}
                onDelete={() => {
                  formulationFacts.removeAuthor(id)
                  announce(`${name} is no longer named as an author.`)
                }}
              />
            </li>
          ))}
        </Box>
      )}
    </Box>
  )
}

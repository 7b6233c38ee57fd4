import { Box, Button, Typography, type SxProps, type Theme } from '@mui/material'
import { useId, useState } from 'react'
import { standings, waysMade } from '../../../core/model/formulation.ts'
import type { PersonDoc } from '../../../core/doc/person-doc.ts'
import { clinicalDate } from '../../../core/model/dates.ts'
import type { Held } from '../../../core/model/decision.ts'
import type { ItemId } from '../../../core/model/ids.ts'
import { DayField } from '../decision/DayField.tsx'
import { useDraft } from '../live/drafts.tsx'
import { useLive } from '../live/live-context.ts'
import { useDocValue } from '../live/use-doc-value.ts'
import { listed } from '../live/words.ts'
import { AuthorsField } from './AuthorsField.tsx'
import { ChoiceField } from './ChoiceField.tsx'

const inWords = <T,>(held: Held<T>, say: (value: T) => string, none: string): string =>
  held.kind === 'one' ? say(held.value) : held.kind === 'empty' ? none : 'two answers were written apart: choose one'

/** `By Nadia Clegg and Marlon · Together with the person · A working hypothesis · …`. */
function sentenceOf({ formulationFacts: facts, formulationVersions }: PersonDoc): string {
  const authors = facts.authors().map(({ name }) => name)
  const count = formulationVersions.list().length
  return [
    authors.length > 0 ? `By ${listed(authors)}` : 'Authors not named yet',
    inWords(facts.made.read(), (value) => value, 'Not said how it was made'),
    inWords(facts.standing.read(), (value) => value, 'Not said how sure it is'),
    inWords(facts.sharedOn.read(), (day) => `Shared with them ${clinicalDate(day)}`, 'Not shared with them yet'),
    count === 0 ? 'No version kept yet' : `Version ${count + 1}`,
  ].join(' · ')
}

const fields: SxProps<Theme> = { display: 'grid', gap: 1.75, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, pt: 1.25, pb: 0.5, '& > fieldset': { gridColumn: '1 / -1' } }

/** What a formulation is besides its words: whose it is, how it was made, how sure it is, whether the person has seen it. */
export function FormulationFacts({ item, person }: { readonly item: ItemId; readonly person: PersonDoc }) {
  const { me } = useLive()
  const author = useDraft({ item, kind: 'author' })
  const [open, setOpen] = useState(author.draft !== undefined)
  const fieldsId = useId()
  const sentence = useDocValue(person, () => sentenceOf(person))
  const { made, standing, sharedOn } = person.formulationFacts
  return (
    <Box component="section" aria-label="About this formulation" sx={{ borderBottom: 1, borderColor: 'divider', mb: 1, pb: 0.75 }}>
      <Typography component="span" variant="body2" color="textSecondary">
        {sentence}
      </Typography>
      <Button aria-expanded={open} aria-controls={fieldsId} onClick={() => setOpen(!open)} sx={{ minHeight: 24, py: 0, ml: 0.5 }}>
        {open ? 'Done with this' : 'Change this'}
      </Button>
      <Box id={fieldsId} hidden={!open}>
        {open && (
          <Box sx={fields}>
            <ChoiceField register={made} options={waysMade} label="How it was made" none="Not said yet" things="answers" by={me.name} />
            <ChoiceField register={standing} options={standings} label="How sure we are" none="Not said yet" things="answers" by={me.name} />
            <DayField register={sharedOn} label="Shared with the person on" things="dates" by={me.name} lies="behind" />
            <AuthorsField person={person} half={author} />
          </Box>
        )}
      </Box>
    </Box>
  )
}

import { Alert, Box, Button, LinearProgress, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useEffect, useMemo, useState } from 'react'
import { longestReceiver } from '../../../core/model/export-note.ts'
import type { Person } from '../../../core/model/person.ts'
import { spokenName } from '../../../core/model/person.ts'
import { allWithheld } from '../../../core/model/withheld.ts'
import type { AccessPreview } from '../../../core/session/subject-access.ts'
import { tooLongInWords } from '../../huddle/live/too-long.ts'
import { LimitedField } from '../../shell/LimitedField.tsx'
import { useNotify } from '../../shell/Notices.tsx'
import { Page } from '../../shell/Page.tsx'
import { Panel } from '../../shell/Panel.tsx'
import { PersonBanner } from '../../shell/PersonBanner.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { QuietProgress } from '../../shell/QuietProgress.tsx'
import { hashHref, routes } from '../../shell/routes.ts'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { saveFile } from '../../shell/save-file.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { PersonGate } from '../PersonGate.tsx'
import { PartReview } from './PartReview.tsx'

/** Everything held about one person: looked through, then handed over as one file. */
export default function AccessPage({ id }: { readonly id: string }) {
  return (
    <PersonGate id={id} heading="Everything held about somebody">
      {(person) => <AccessOf person={person} />}
    </PersonGate>
  )
}

function AccessOf({ person }: { readonly person: Person }) {
  const { preview, problem } = usePreview(person)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const withheld = useMemo(() => allWithheld(preview?.parts.flatMap(({ texts }) => texts) ?? [], chosen), [preview, chosen])
  const toggle = (id: string): void =>
    setChosen((now) => {
      const next = new Set(now)
      if (!next.delete(id)) next.add(id)
      return next
    })
  const toLookAt = preview?.parts.flatMap(({ texts }) => texts).filter(({ lookAt }) => lookAt !== '').length ?? 0
  return (
    <>
      <PersonBanner person={person} />
      <Page
        width="reading"
        heading="Everything held about this person"
        about="Read it through before it leaves. What is about somebody else can be withheld; the package then says that something was."
        actions={
          <Button variant="outlined" href={hashHref(routes.person(person.id))}>
            Back to {spokenName(person)}’s page
          </Button>
        }
      >
        <ProblemNote problem={problem} />
        {!preview && !problem && <QuietProgress>Gathering what is held</QuietProgress>}
        {preview && (
          <Stack spacing={2}>
            <Alert severity="info" variant="outlined">
              {toLookAt === 0
                ? 'Nothing was found that points to somebody else. Read it nevertheless: only a reader can tell.'
                : `${toLookAt === 1 ? 'One text mentions' : `${toLookAt} texts mention`} somebody who may not be ${spokenName(person)}. Each is marked “Look at this”; only a reader can tell.`}
            </Alert>
            {preview.parts.map((part) => (
              <PartReview key={part.heading} part={part} chosen={chosen} withheld={withheld} onToggle={toggle} />
            ))}
            <HandOver preview={preview} withheld={withheld} />
          </Stack>
        )}
      </Page>
    </>
  )
}

function usePreview({ id }: Person) {
  const desk = useDesk()
  const [preview, setPreview] = useState<AccessPreview>()
  const { problem, attempt } = useAttempt()
  useEffect(() => {
    let current = true
    void attempt(async () => {
      const read = await desk.previewAccess(id)
      if (current) setPreview(read)
    })
    return () => {
      current = false
    }
  }, [desk, id, attempt])
  return { preview, problem }
}

const recipients = ['The person', 'Family or carer', 'Somebody else'] as const

function HandOver({ preview, withheld }: { readonly preview: AccessPreview; readonly withheld: ReadonlySet<string> }) {
  const desk = useDesk()
  const notify = useNotify()
  const { busy, problem, attempt } = useAttempt()
  const [kind, setKind] = useState<(typeof recipients)[number]>('The person')
  const [name, setName] = useState(`${preview.held.person.givenName} ${preview.held.person.familyName}`)
  const [progress, setProgress] = useState({ done: 0, total: 0 })
  const save = (): void =>
    void attempt(async () => {
      const file = await desk.makeAccessPackage(preview, { withheld, recipient: { kind, name: name.trim() }, onProgress: (done, total) => setProgress({ done, total }) })
      saveFile({ name: file.name, type: 'application/zip', content: file.content })
      notify('Saved. The record says that it was handed over.')
    })
  return (
    <Panel heading="Hand it over">
      <Stack direction="row" sx={{ gap: 1.5, flexWrap: 'wrap', mb: 1.5 }}>
        <TextField select label="For whom" value={kind} onChange={({ target }) => setKind(recipients.find((each) => each === target.value) ?? 'The person')} sx={{ width: 200 }}>
          {recipients.map((each) => (
            <MenuItem key={each} value={each}>
              {each}
            </MenuItem>
          ))}
        </TextField>
        <LimitedField label="Their name" value={name} longest={longestReceiver} onChange={({ target }) => setName(target.value)} sx={{ flex: '1 1 220px' }} />
      </Stack>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
        One zip file: a page to read, the same as data, each outcome as it was printed, and who saw and changed what as FHIR AuditEvents.{' '}
        {withheld.size > 0 && `${withheld.size === 1 ? 'One text is' : `${withheld.size} texts are`} withheld; an outcome of which a text is withheld here goes out neither printed nor as it was signed. `}
        Passages of outcomes that are marked under “Share it” are withheld already.{' '}
        That it leaves is noted in the record and in the list of who saw and changed what.
      </Typography>
      <ProblemNote problem={problem} sx={{ mb: 1.5 }} />
      {busy && progress.total > 0 && (
        <Box sx={{ mb: 1.5 }}>
          <LinearProgress aria-label="Printing the outcomes" variant="determinate" value={(100 * progress.done) / progress.total} />
        </Box>
      )}
      <Button variant="contained" loading={busy} disabled={name.trim() === '' || tooLongInWords(name, longestReceiver) !== undefined} onClick={save}>
        Save everything held as one file
      </Button>
    </Panel>
  )
}

import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, type SxProps, type Theme } from '@mui/material'
import { useId, useState } from 'react'
import type { PersonDoc } from '../../../core/doc/person-doc.ts'
import type { EntryId, ItemId } from '../../../core/model/ids.ts'
import { longestVersionName, versionName, type Version } from '../../../core/model/version.ts'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { PutBack, type Removed } from '../decision/PutBack.tsx'
import { useAnnounce } from '../live/Announcer.tsx'
import { useDraft } from '../live/drafts.tsx'
import { useLive } from '../live/live-context.ts'
import { ReasonForm } from '../live/ReasonForm.tsx'
import { useFocusAfter } from '../live/use-focus.ts'
import { useDocValue } from '../live/use-doc-value.ts'
import { ChosenVersion } from './ChosenVersion.tsx'
import { VersionsList } from './VersionsList.tsx'

const columns: SxProps<Theme> = {
  display: 'grid',
  gap: 3,
  pt: 1,
  gridTemplateColumns: { xs: '1fr', md: '260px minmax(0, 1fr)' },
  alignItems: 'start',
  minHeight: { md: 320 },
}

interface VersionsDialogProps {
  readonly item: ItemId
  readonly person: PersonDoc
  readonly onClose: () => void
}

/** The formulation as it stood before: who kept it, when and why; what changed since; and the way back to it. */
export function VersionsDialog({ item, person, onClose }: VersionsDialogProps) {
  const { name, role, device } = useLive().me
  const announce = useAnnounce()
  const { attempt, problem } = useAttempt()
  const called = useDraft({ item, kind: 'version' })
  const naming = called.draft !== undefined
  const [chosen, setChosen] = useState<EntryId | undefined>()
  const [removed, setRemoved] = useState<Removed | undefined>()
  const button = useFocusAfter<HTMLButtonElement>(naming)
  const list = useFocusAfter<HTMLDivElement>(removed !== undefined)
  const headingId = useId()
  const { formulationVersions } = person
  const versions = useDocValue(formulationVersions, () => formulationVersions.list())
  const version = versions.find(({ id }) => id === chosen) ?? versions[0]
  const me = { name, role, device }

  const keep = async (text: string): Promise<void> => {
    if (!(await attempt(() => formulationVersions.keep(me, { kind: 'named', name: text })))) return
    called.drop()
    setChosen(undefined)
    announce(`Kept as “${text}”.`)
  }
  const restore = async ({ id, ...head }: Version): Promise<void> => {
    if (await attempt(() => formulationVersions.restore(id, me))) announce(`${versionName(head)} is brought back. What stood before is kept as a version.`)
  }
  const remove = ({ id, ...head }: Version): void => {
    const putBack = formulationVersions.remove(id)
    setRemoved({ what: versionName(head), putBack })
    announce(`${versionName(head)} removed.`)
  }
  return (
    <Dialog open onClose={onClose} maxWidth="md" aria-labelledby={headingId}>
      <DialogTitle id={headingId}>Versions of the formulation</DialogTitle>
      <DialogContent>
        <ProblemNote problem={problem} sx={{ mb: 2 }} />
        <Box sx={columns}>
          <Box>
            {naming ? (
              <ReasonForm label="What this version is" verb="Keep this version" maximum={longestVersionName} held={called} onCancel={called.drop} onSubmit={(text) => void keep(text)} />
            ) : (
              <Button ref={button} variant="contained" onClick={() => called.begin()}>
                Keep the text as it stands
              </Button>
            )}
            {removed && <PutBack key={removed.what} removed={removed} onDone={() => setRemoved(undefined)} />}
            <Box ref={list} sx={{ mt: 1.5 }}>
              <VersionsList versions={versions} chosen={version?.id} onChoose={setChosen} />
            </Box>
          </Box>
          {version && (
            <ChosenVersion
              key={version.id}
              person={person}
              version={version}
              versions={versions}
              onRestore={() => void restore(version)}
              onRemove={() => remove(version)}
            />
          )}
        </Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Done</Button>
      </DialogActions>
    </Dialog>
  )
}

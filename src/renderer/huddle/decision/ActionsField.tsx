import Add from '@mui/icons-material/Add'
import HandshakeOutlined from '@mui/icons-material/HandshakeOutlined'
import { Box, Button, Stack, Typography } from '@mui/material'
import { lazy, Suspense, useId, useState } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type { Discussion } from '../../../core/doc/discussion.ts'
import type { PersonDoc } from '../../../core/doc/person-doc.ts'
import type { ActionId } from '../../../core/model/ids.ts'
import type { StaffCard } from '../../../core/model/team.ts'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useAnnounce } from '../live/Announcer.tsx'
import { FieldFrame } from '../live/FieldFrame.tsx'
import { useFocusAfter } from '../live/use-focus.ts'
import { useDocValue } from '../live/use-doc-value.ts'
import { ActionRow } from './ActionRow.tsx'
import { PutBack, type Removed } from './PutBack.tsx'

const IntroduceDialog = lazy(() => import('./IntroduceDialog.tsx'))

interface ActionsFieldProps {
  readonly person: PersonDoc
  readonly discussion: Discussion
  readonly awareness: Awareness
  readonly me: StaffCard
  readonly here: readonly StaffCard[]
}

export function ActionsField({ person, discussion, awareness, me, here }: ActionsFieldProps) {
  const ids = useDocValue(person, () => discussion.actions().map(({ id }) => id))
  const [removed, setRemoved] = useState<Removed | undefined>()
  const { attempt, problem } = useAttempt()
  const [introducing, setIntroducing] = useState(false)
  const { guest } = useDesk()
  const announce = useAnnounce()
  const labelId = useId()
  const list = useFocusAfter<HTMLUListElement>(removed)

  const add = async (what?: string, said?: string): Promise<void> => {
    setRemoved(undefined)
    if (!(await attempt(() => void discussion.addAction(what)))) return
    if (said) announce(said)
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('li:last-child [role="textbox"]')?.focus())
  }
  const remove = (id: ActionId, number: number): void => {
    setRemoved({ what: `Action ${number}`, putBack: discussion.removeAction(id) })
    announce(`Action ${number} removed. It can be put back.`)
  }
  return (
    <FieldFrame label="Who does what, by when" labelId={labelId}>
      {ids.length === 0 && !removed && (
        <Typography variant="body2" color="textSecondary" sx={{ mb: 0.5 }}>
          Nothing yet. Every decision says who carries it out.
        </Typography>
      )}
      <Box component="ul" ref={list} tabIndex={-1} aria-labelledby={labelId} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {ids.map((id, index) => (
          <ActionRow
            key={id}
            discussion={discussion}
            awareness={awareness}
            id={id}
            number={index + 1}
            me={me}
            here={here}
            onRemove={() => remove(id, index + 1)}
          />
        ))}
      </Box>
      {removed && <PutBack key={removed.what} removed={removed} onDone={() => setRemoved(undefined)} />}
      <ProblemNote problem={problem} sx={{ my: 1 }} />
      <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', columnGap: 1, mt: 0.5, ml: -0.5 }}>
        <Button size="small" startIcon={<Add />} onClick={() => void add()}>
          Add an action
        </Button>
        {!guest && (
          <Button size="small" startIcon={<HandshakeOutlined />} onClick={() => setIntroducing(true)}>
            Introduce to a service
          </Button>
        )}
      </Stack>
      <Suspense>
        {introducing && (
          <IntroduceDialog
            onClose={() => setIntroducing(false)}
            onIntroduce={(what) => {
              setIntroducing(false)
              void add(what, 'An action for the introduction was added. It can be changed like any other.')
            }}
          />
        )}
      </Suspense>
    </FieldFrame>
  )
}

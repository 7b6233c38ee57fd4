import Add from '@mui/icons-material/Add'
import { Box, Button, Typography } from '@mui/material'
import { useId, useRef, useState } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type { Discussion, PersonDoc } from '../../../core/doc/person-doc.ts'
import type { ActionId } from '../../../core/model/ids.ts'
import type { StaffCard } from '../../../core/model/team.ts'
import { useAnnounce } from '../live/Announcer.tsx'
import { FieldFrame } from '../live/FieldFrame.tsx'
import { useDocValue } from '../live/use-doc-value.ts'
import { ActionRow } from './ActionRow.tsx'
import { PutBack, type Removed } from './PutBack.tsx'

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
  const announce = useAnnounce()
  const labelId = useId()
  const list = useRef<HTMLUListElement>(null)

  const add = (): void => {
    setRemoved(undefined)
    discussion.addAction()
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
      <Box component="ul" ref={list} sx={{ m: 0, p: 0, listStyle: 'none' }}>
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
      <PutBack removed={removed} onDone={() => setRemoved(undefined)} />
      <Button size="small" startIcon={<Add />} onClick={add} sx={{ mt: 0.5, ml: -0.5 }}>
        Add an action
      </Button>
    </FieldFrame>
  )
}

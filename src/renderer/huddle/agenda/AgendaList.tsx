import { Box, Typography } from '@mui/material'
import type { AgendaItem } from '../../../core/model/huddle.ts'
import { noteText } from '../../../core/doc/note-text.ts'
import { useAnnounce } from '../live/Announcer.tsx'
import { useLive } from '../live/live-context.ts'
import type { OpenItem } from '../live/open-item.ts'
import { useDocValue } from '../live/use-doc-value.ts'
import { AgendaRow } from './AgendaRow.tsx'
import { initialsAmong } from './initials-among.ts'

const nowhere = { observe: () => () => undefined }

/** The question of the item that is open here; of no other, because it stands in the person's own document. */
function useQuestion(current: OpenItem | undefined): string {
  return useDocValue(current?.open.person ?? nowhere, () => (current ? noteText(current.open.discussion.field('question')) : ''))
}

interface AgendaListProps {
  /** Once the huddle is over nothing on its agenda moves. */
  readonly settled: boolean
  readonly agenda: readonly AgendaItem[]
  readonly chosen: AgendaItem['id'] | undefined
  /** Whom the room talks about. */
  readonly room: AgendaItem['id'] | undefined
  readonly current: OpenItem | undefined
  readonly onChoose: (item: AgendaItem) => void
}

export function AgendaList({ settled, agenda, chosen, room, current, onChoose }: AgendaListProps) {
  const live = useLive()
  const announce = useAnnounce()
  const question = useQuestion(current)
  const ahead = agenda.filter(({ state }) => state !== 'parked')
  const parked = agenda.filter(({ state }) => state === 'parked')

  const shown = (item: AgendaItem): AgendaItem => ({ ...item, initials: initialsAmong(item, agenda) })
  const move = (item: AgendaItem, to: 'earlier' | 'later'): void => {
    const at = agenda.indexOf(item)
    const { initials } = shown(item)
    const end = to === 'earlier' ? 0 : agenda.length - 1
    if (at === end) {
      announce(`${initials} is already ${to === 'earlier' ? 'first' : 'last'}.`)
      return
    }
    live.moveItem(item.id, to)
    announce(`${initials} is now ${at + (to === 'earlier' ? 0 : 2)} of ${agenda.length}.`)
  }
  const rows = (items: readonly AgendaItem[]) => (
    <Box component="ul" sx={{ m: 0, p: 0, mx: -0.5, listStyle: 'none', display: 'grid', gap: 0.5 }}>
      {items.map((item) => (
        <AgendaRow
          key={item.id}
          item={shown(item)}
          chosen={item.id === chosen}
          running={item.id === room}
          question={item.id === current?.item.id ? question : ''}
          onChoose={() => onChoose(item)}
          onMove={(to) => move(item, to)}
          settled={settled}
        />
      ))}
    </Box>
  )
  return (
    <>
      {ahead.length === 0 && (
        <Typography variant="body2" color="textSecondary" sx={{ my: 1 }}>
          Nobody is on the agenda yet. Add the first person to talk about.
        </Typography>
      )}
      {rows(ahead)}
      {parked.length > 0 && (
        <>
          <Typography variant="subtitle2" component="h2" color="textSecondary" sx={{ mt: 1.5, mb: 0.5 }}>
            Carried over · {parked.length}
          </Typography>
          {rows(parked)}
        </>
      )}
    </>
  )
}

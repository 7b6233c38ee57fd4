import { Box, Button, Stack, Typography } from '@mui/material'
import { useRef, useState } from 'react'
import type { AgendaItem } from '../../../core/model/huddle.ts'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { usePark } from '../agenda/use-park.ts'
import { useDraft } from '../live/drafts.tsx'
import { ReasonForm } from '../live/ReasonForm.tsx'
import { useFocusAfter } from '../live/use-focus.ts'
import { itemStateInWords } from '../live/words.ts'

interface OpenItemsListProps {
  readonly items: readonly AgendaItem[]
  readonly onGoTo: (item: AgendaItem) => void
}

interface ParkFormProps {
  readonly item: AgendaItem
  /** Resolves to whether they are parked. */
  readonly onPark: (because: string) => Promise<boolean>
  readonly onGiveUp: () => void
}

function ParkForm({ item, onPark, onGiveUp }: ParkFormProps) {
  const why = useDraft({ item: item.id, kind: 'parking' })
  return (
    <ReasonForm
      label="Why it waits"
      verb="Park"
      held={{ ...why, begun: true, write: why.begin }}
      onCancel={() => {
        why.drop()
        onGiveUp()
      }}
      onSubmit={(because) => void onPark(because).then((parked) => parked && why.drop())}
    />
  )
}

/** Who is still without a decision: each is decided or carried over with a reason, so that nobody falls out. */
export function OpenItemsList({ items, onGoTo }: OpenItemsListProps) {
  const { park, problem } = usePark()
  const [parking, setParking] = useState<AgendaItem['id'] | undefined>()
  const opener = useRef<HTMLButtonElement>(null)
  const list = useFocusAfter<HTMLUListElement>(items.length)
  const giveUp = (): void => {
    setParking(undefined)
    opener.current?.focus()
  }
  const parkHere = async (item: AgendaItem, because: string): Promise<boolean> => {
    const parked = await park(item, because)
    if (parked) setParking(undefined)
    return parked
  }
  return (
    <>
      {/* Not in a row of the list: whoever was parked has none any more. */}
      <ProblemNote problem={problem} sx={{ mb: 1 }} />
      <Box component="ul" ref={list} tabIndex={-1} aria-label="Still open" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {items.map((item) => (
          <Box component="li" key={item.id} sx={{ py: 1, borderBottom: '1px solid', borderColor: 'divider' }}>
            <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center', columnGap: 1 }}>
              <Box sx={{ flex: '1 1 180px' }}>
                <Typography sx={{ fontWeight: 600 }}>{item.initials}</Typography>
                <Typography variant="body2" color="textSecondary">
                  {item.reason} · {itemStateInWords(item)}
                </Typography>
              </Box>
              <Button onClick={() => onGoTo(item)}>Talk about {item.initials}</Button>
              <Button
                onClick={({ currentTarget }) => {
                  opener.current = currentTarget
                  setParking(item.id)
                }}
              >
                Park {item.initials}
              </Button>
            </Stack>
            {parking === item.id && (
              <Box sx={{ mt: 1 }}>
                <ParkForm item={item} onGiveUp={giveUp} onPark={(because) => parkHere(item, because)} />
              </Box>
            )}
          </Box>
        ))}
      </Box>
    </>
  )
}

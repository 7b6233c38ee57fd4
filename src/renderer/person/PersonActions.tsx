import { Box, Typography } from '@mui/material'
import type { Action } from '../../core/model/action.ts'
import { AnswerButtons } from '../actions/AnswerButtons.tsx'
import { DayText } from '../shell/DayText.tsx'

/** Who does what for this person, by when, and how it went. */
export function PersonActions({ actions }: { readonly actions: readonly Action[] }) {
  if (actions.length === 0) {
    return (
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        Nothing has been promised in a huddle yet.
      </Typography>
    )
  }
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {actions.map((action) => (
        <Box component="li" key={action.id} sx={{ py: 1, '& + &': { borderTop: 1, borderColor: 'divider' } }}>
          <Typography sx={{ fontWeight: 550 }}>{action.what}</Typography>
          <Typography variant="body2" component="div" sx={{ color: 'text.secondary' }}>
            {action.owner.name}, by <DayText day={action.due} />
          </Typography>
          {action.state === 'to do' ? (
            <AnswerButtons action={action} />
          ) : (
            <Typography variant="body2">
              {action.state === 'done' ? 'Done' : 'Not done'}
              {action.howItWent && `: ${action.howItWent}`}
            </Typography>
          )}
        </Box>
      ))}
    </Box>
  )
}

import { Alert, Link, Typography } from '@mui/material'
import type { Outcome } from '../../core/model/outcome.ts'
import { hashHref, routes } from '../shell/routes.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'

/** The outcomes before and after this one, where one replaces the other. */
export function Replacements({ outcome: { id, replaces } }: { readonly outcome: Outcome }) {
  const outcomes = useObservable(useDesk().outcomes)
  const later = outcomes.filter(({ outcome }) => outcome.replaces?.outcome === id)
  const earlier = replaces && outcomes.find((each) => each.id === replaces.outcome)
  return (
    <>
      {later.map(({ id: next, outcome }) => (
        <Alert key={next} severity="info" variant="outlined" sx={{ mb: 2 }}>
          A later outcome replaces this one: {outcome.replaces?.because} <Link href={hashHref(routes.outcome(next))}>Read the later one</Link>
        </Alert>
      ))}
      {earlier && (
        <Typography sx={{ mb: 2 }}>
          This outcome replaces an earlier one. <Link href={hashHref(routes.outcome(earlier.id))}>Read the earlier one</Link>
        </Typography>
      )}
    </>
  )
}

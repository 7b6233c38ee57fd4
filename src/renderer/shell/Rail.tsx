import LockOutlined from '@mui/icons-material/LockOutlined'
import LogoutOutlined from '@mui/icons-material/LogoutOutlined'
import SearchOutlined from '@mui/icons-material/SearchOutlined'
import type { SvgIconComponent } from '@mui/icons-material'
import { Box, ButtonBase, Stack, styled } from '@mui/material'
import { useLocation } from 'wouter'
import { forcedColours } from './component-defaults.ts'
import { isHere, type Place } from './places.ts'
import { hashHref } from './routes.ts'

interface RailProps {
  readonly places: readonly Place[]
  readonly guest: boolean
  readonly onFind: () => void
  readonly onLock: () => void
}

/** The places of the app down the left side, each with its icon and its word. */
export function Rail({ places, guest, onFind, onLock }: RailProps) {
  const [location] = useLocation()
  return (
    <Stack
      component="nav"
      aria-label="Places"
      sx={{ width: 88, flexShrink: 0, py: 1.5, px: 1, gap: 0.5, overflowY: 'auto', borderRight: 1, borderColor: 'divider' }}
    >
      {places.map((place) => {
        const here = isHere(place, location)
        return (
          <RailButton key={place.name} href={hashHref(place.route)} {...(here && { 'aria-current': 'page' as const })}>
            <Face icon={place.icon} word={place.name} />
          </RailButton>
        )
      })}
      <Box sx={{ flex: 1, minHeight: 16 }} />
      {!guest && (
        <RailButton onClick={onFind} aria-keyshortcuts="Control+K Meta+K">
          <Face icon={SearchOutlined} word="Find" />
        </RailButton>
      )}
      <RailButton onClick={onLock} aria-keyshortcuts="Control+Shift+L Meta+Shift+L">
        <Face icon={guest ? LogoutOutlined : LockOutlined} word={guest ? 'Leave' : 'Lock'} />
      </RailButton>
    </Stack>
  )
}

function Face({ icon: Icon, word }: { readonly icon: SvgIconComponent; readonly word: string }) {
  return (
    <>
      <Icon aria-hidden sx={{ fontSize: 22 }} />
      <span>{word}</span>
    </>
  )
}

const RailButton = styled(ButtonBase)<{ href?: string }>(({ theme }) => ({
  flexDirection: 'column',
  gap: 4,
  padding: '8px 4px',
  minHeight: 56,
  borderRadius: 12,
  ...theme.typography.caption,
  fontSize: '0.75rem',
  color: theme.vars.palette.text.secondary,
  // Every place is seen at once on a low screen as well.
  '@media (max-height: 760px)': { paddingBlock: 4, minHeight: 48, gap: 2 },
  '&:hover': { backgroundColor: theme.vars.palette.action.hover },
  '&[aria-current]': {
    color: theme.vars.palette.primary.main,
    fontWeight: 650,
    backgroundColor: theme.alpha(theme.vars.palette.primary.main, 0.11),
  },
  [forcedColours]: { '&[aria-current]': { border: '2px solid Highlight' } },
}))

import LockOutlined from '@mui/icons-material/LockOutlined'
import MoreHoriz from '@mui/icons-material/MoreHoriz'
import SearchOutlined from '@mui/icons-material/SearchOutlined'
import { BottomNavigation, BottomNavigationAction, ListItemIcon, ListItemText, Menu, MenuItem, Paper } from '@mui/material'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { isHere, type Place } from './places.ts'
import { hashHref } from './routes.ts'

interface BottomBarProps {
  readonly places: readonly Place[]
  readonly guest: boolean
  readonly onFind: () => void
  readonly onLock: () => void
}

const shownAtOnce = 4

/** The rail on a narrow screen: the first places along the foot, the others behind “More”. */
export function BottomBar({ places, guest, onFind, onLock }: BottomBarProps) {
  const [location, navigate] = useLocation()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const first = places.slice(0, shownAtOnce)
  const rest = places.slice(shownAtOnce)
  const close = () => setAnchor(null)
  const choose = (then: () => void) => () => {
    close()
    then()
  }
  return (
    <Paper component="nav" aria-label="Places" square sx={{ borderTop: 1, borderColor: 'divider', pb: 'env(safe-area-inset-bottom)' }}>
      <BottomNavigation showLabels value={first.findIndex((place) => isHere(place, location))}>
        {first.map((place) => (
          <BottomNavigationAction
            key={place.name}
            label={place.name}
            icon={<place.icon aria-hidden />}
            href={hashHref(place.route)}
            sx={{ minWidth: 0, px: 0.5 }}
            {...(isHere(place, location) && { 'aria-current': 'page' as const })}
          />
        ))}
        <BottomNavigationAction
          label="More"
          icon={<MoreHoriz aria-hidden />}
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          onClick={(event) => setAnchor(event.currentTarget)}
          sx={{ minWidth: 0, px: 0.5 }}
        />
      </BottomNavigation>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close} anchorOrigin={{ vertical: 'top', horizontal: 'right' }} transformOrigin={{ vertical: 'bottom', horizontal: 'right' }}>
        {rest.map((place) => (
          <MenuItem key={place.name} selected={isHere(place, location)} onClick={choose(() => navigate(place.route))}>
            <ListItemIcon>
              <place.icon fontSize="small" aria-hidden />
            </ListItemIcon>
            <ListItemText>{place.name}</ListItemText>
          </MenuItem>
        ))}
        {!guest && (
          <MenuItem onClick={choose(onFind)}>
            <ListItemIcon>
              <SearchOutlined fontSize="small" aria-hidden />
            </ListItemIcon>
            <ListItemText>Find</ListItemText>
          </MenuItem>
        )}
        <MenuItem onClick={choose(onLock)}>
          <ListItemIcon>
            <LockOutlined fontSize="small" aria-hidden />
          </ListItemIcon>
          <ListItemText>{guest ? 'Leave' : 'Lock'}</ListItemText>
        </MenuItem>
      </Menu>
    </Paper>
  )
}

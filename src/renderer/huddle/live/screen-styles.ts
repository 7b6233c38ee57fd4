import type { SxProps, Theme } from '@mui/material'
import { lowWindow } from '../../shell/component-defaults.ts'
import { liveTextStyles } from '../text/live-text-styles.ts'

const parts: SxProps<Theme> = {
  '& [hidden]': { display: 'none !important' },
  '& section:focus': { outline: 'none' },
  '& section:focus-visible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: '-2px' },
  '& .day-field .MuiPickersInputBase-root': { pl: 1.25, pr: 0.5, fontSize: '0.875rem' },
  '& .day-field .MuiInputAdornment-root': { ml: 0 },
  '& .day-field .MuiSvgIcon-root': { fontSize: 20 },
}

/** One column under tabs; from 900 px three, each scrolling by itself under the banner. */
const layout: SxProps<Theme> = (theme) => ({
  minHeight: '100%',
  display: 'flex',
  flexDirection: 'column',
  '& > section, & > .talk': { flex: 1 },
  '& .part-tabs': { borderBottom: '1px solid', borderColor: 'divider', position: 'sticky', top: 0, zIndex: 3, backgroundColor: 'background.paper', [lowWindow]: { position: 'static' } },
  '& .agenda-column, & .decision-column': { backgroundColor: 'surfaces.sunken' },
  '& .elsewhere': { m: 1.5, mb: 0 },
  [theme.breakpoints.down('md')]: { '& .talk > .person-banner': { top: 43 } },
  [theme.breakpoints.up('md')]: {
    height: '100%',
    display: 'grid',
    gridTemplateColumns: '240px minmax(0, 1fr)',
    gridTemplateRows: 'minmax(0, 1fr)',
    '& .agenda-column': { overflowY: 'auto', borderRight: '1px solid', borderColor: 'divider' },
    '& .talk': {
      display: 'grid',
      minHeight: 0,
      gridTemplateColumns: 'minmax(0, 1fr) 320px',
      gridTemplateRows: 'auto auto minmax(0, 1fr)',
    },
    '& .talk > *': { gridColumn: '1 / -1' },
    '& .talk > .person-column': { gridColumn: 1, gridRow: 3, overflowY: 'auto' },
    '& .talk > .decision-column': { gridColumn: 2, gridRow: 3, overflowY: 'auto', borderLeft: '1px solid', borderColor: 'divider' },
    '& .talk > .closing-column': { gridRow: '1 / -1', overflowY: 'auto' },
  },
  [theme.breakpoints.up('lg')]: {
    gridTemplateColumns: '268px minmax(0, 1fr)',
    '& .talk': { gridTemplateColumns: 'minmax(0, 1fr) 348px' },
  },
})

export const screenStyles: SxProps<Theme> = [layout, parts, ...liveTextStyles]

import type { Components, Theme } from '@mui/material/styles'

/** Where the system paints every background and shadow alike, a line says what they did. */
export const forcedColours = '@media (forced-colors: active)'

/** As low as a usual screen is at 400 % zoom: the window scrolls whole there, since what stayed in view would leave nothing beside it. */
export const lowWindow = '@media (max-height: 400px)'

/** Seen only in forced colours: the edge of what lies over something else. */
const edge = { border: '1px solid transparent' }

/** Compact, calm, sentence case; every target at least 24 px. What MUI's theme can say is said here, once. */
export const componentDefaults: Components<Omit<Theme, 'components'>> = {
  MuiButtonBase: { defaultProps: { disableRipple: true } },
  MuiButton: {
    defaultProps: { size: 'small', disableElevation: true },
    styleOverrides: {
      root: {
        minHeight: 34,
        paddingInline: 14,
        [forcedColours]: { '&.MuiButton-contained': { border: '1px solid ButtonBorder' }, '&[aria-disabled="true"]': { color: 'GrayText', borderColor: 'GrayText' } },
      },
      sizeLarge: { minHeight: 42, paddingInline: 20 },
    },
  },
  MuiIconButton: { defaultProps: { size: 'small' }, styleOverrides: { root: { minWidth: 32, minHeight: 32, '&[aria-pressed="true"]': { border: '1px solid' } } } },
  MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
  // A browser would keep what is typed in its own files, in clear, to suggest it again.
  MuiInputBase: { defaultProps: { autoComplete: 'off' } },
  MuiFormControl: { defaultProps: { size: 'small' } },
  MuiSelect: { defaultProps: { size: 'small' } },
  MuiAutocomplete: {
    defaultProps: { size: 'small' },
    styleOverrides: { paper: ({ theme }) => ({ border: '1px solid', borderColor: theme.vars.palette.divider, boxShadow: theme.shadows[8] }) },
  },
  MuiToggleButton: { defaultProps: { size: 'small' }, styleOverrides: { root: { paddingInline: 12, minHeight: 34 } } },
  MuiToggleButtonGroup: { defaultProps: { size: 'small' } },
  MuiTable: { defaultProps: { size: 'small' } },
  MuiTableCell: {
    styleOverrides: {
      root: ({ theme }) => ({ borderColor: theme.vars.palette.divider }),
      head: ({ theme }) => ({ ...theme.typography.subtitle2, color: theme.vars.palette.text.secondary }),
    },
  },
  MuiChip: { defaultProps: { size: 'small' } },
  MuiPaper: { defaultProps: { elevation: 0 } },
  MuiCard: { defaultProps: { variant: 'outlined' } },
  MuiTooltip: { defaultProps: { arrow: true, enterDelay: 400 }, styleOverrides: { tooltip: edge } },
  MuiLink: { defaultProps: { underline: 'hover' }, styleOverrides: { root: { fontWeight: 500 } } },
  MuiTab: { styleOverrides: { root: { minHeight: 40, paddingInline: 12 } } },
  MuiTabs: { styleOverrides: { root: { minHeight: 40 }, indicator: { [forcedColours]: { forcedColorAdjust: 'none', backgroundColor: 'Highlight' } } } },
  MuiListItemButton: { styleOverrides: { root: ({ theme }) => ({ borderRadius: theme.shape.borderRadius }) } },
  MuiDialog: { defaultProps: { fullWidth: true, maxWidth: 'xs' }, styleOverrides: { paper: edge } },
  MuiPopover: { styleOverrides: { paper: edge } },
  MuiSnackbarContent: { styleOverrides: { root: edge } },
  MuiBottomNavigationAction: { styleOverrides: { root: { [forcedColours]: { '&.Mui-selected': { borderTop: '3px solid Highlight' } } } } },
  MuiDialogActions: { styleOverrides: { root: { padding: '12px 24px 20px' } } },
  MuiAlert: { styleOverrides: { root: { alignItems: 'flex-start', flexWrap: 'wrap' }, message: { flex: '1 1 160px' }, action: { whiteSpace: 'nowrap' } } },
  MuiFormHelperText: { styleOverrides: { root: { marginInline: 2 } } },
}

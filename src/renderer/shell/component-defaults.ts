import type { Components, Theme } from '@mui/material/styles'

/** Compact, calm, sentence case; every target at least 24 px. What MUI's theme can say is said here, once. */
export const componentDefaults: Components<Omit<Theme, 'components'>> = {
  MuiButtonBase: { defaultProps: { disableRipple: true } },
  MuiButton: {
    defaultProps: { size: 'small', disableElevation: true },
    styleOverrides: { root: { minHeight: 34, paddingInline: 14 }, sizeLarge: { minHeight: 42, paddingInline: 20 } },
  },
  MuiIconButton: { defaultProps: { size: 'small' }, styleOverrides: { root: { minWidth: 32, minHeight: 32 } } },
  MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
  // A browser would keep what is typed in its own files, in clear, to suggest it again.
  MuiInputBase: { defaultProps: { autoComplete: 'off' } },
  MuiFormControl: { defaultProps: { size: 'small' } },
  MuiSelect: { defaultProps: { size: 'small' } },
  MuiAutocomplete: { defaultProps: { size: 'small' } },
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
  MuiTooltip: { defaultProps: { arrow: true, enterDelay: 400 } },
  MuiLink: { defaultProps: { underline: 'hover' }, styleOverrides: { root: { fontWeight: 500 } } },
  MuiTab: { styleOverrides: { root: { minHeight: 40, paddingInline: 12 } } },
  MuiTabs: { styleOverrides: { root: { minHeight: 40 } } },
  MuiListItemButton: { styleOverrides: { root: ({ theme }) => ({ borderRadius: theme.shape.borderRadius }) } },
  MuiDialog: { defaultProps: { fullWidth: true, maxWidth: 'xs' } },
  MuiDialogActions: { styleOverrides: { root: { padding: '12px 24px 20px' } } },
  MuiAlert: { styleOverrides: { root: { alignItems: 'flex-start' }, action: { whiteSpace: 'nowrap' } } },
  MuiFormHelperText: { styleOverrides: { root: { marginInline: 2 } } },
}

import { CssBaseline, GlobalStyles } from '@mui/material'

/** The few rules that belong to no component. */
export function GlobalRules() {
  return (
    <>
      <CssBaseline />
      <GlobalStyles
        styles={(theme) => ({
          'html, body, #root': { height: '100%' },
          '.visually-hidden': {
            position: 'absolute',
            width: 1,
            height: 1,
            margin: -1,
            overflow: 'hidden',
            clipPath: 'inset(50%)',
            whiteSpace: 'nowrap',
          },
          ':focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 2 },
          '::selection': { backgroundColor: theme.alpha(theme.vars.palette.primary.main, 0.24) },
        })}
      />
    </>
  )
}

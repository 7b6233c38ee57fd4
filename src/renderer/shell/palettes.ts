import type { PaletteOptions } from '@mui/material/styles'

/** Colours beyond MUI's own: surfaces that the drawings name. */
export interface Surfaces {
  /** Side columns, rails and status bars: one step behind the page. */
  readonly sunken: string
  /** Where the person's own words stand. */
  readonly words: string
  readonly wordsBorder: string
}

type OurPalette = PaletteOptions & { readonly surfaces: Surfaces }

/*
 * One teal accent on a quiet neutral scale. What needs attention is ember, in words and with an icon beside it; red,
 * amber and green mean nothing here, so success and information wear the accent.
 */
export const lightPalette: OurPalette = {
  mode: 'light',
  primary: { main: '#0f5f66', light: '#2a7f86', dark: '#0a464c', contrastText: '#ffffff' },
  secondary: { main: '#44535f', light: '#62717d', dark: '#2c3842', contrastText: '#ffffff' },
  error: { main: '#96420f', light: '#b35a24', dark: '#743109', contrastText: '#ffffff' },
  warning: { main: '#96420f', light: '#b35a24', dark: '#743109', contrastText: '#ffffff' },
  info: { main: '#0f5f66', light: '#2a7f86', dark: '#0a464c', contrastText: '#ffffff' },
  success: { main: '#0f5f66', light: '#2a7f86', dark: '#0a464c', contrastText: '#ffffff' },
  text: { primary: '#1a242c', secondary: '#53616c', disabled: '#76838d' },
  background: { default: '#ffffff', paper: '#ffffff' },
  divider: '#dfe4e8',
  surfaces: { sunken: '#f5f7f9', words: '#faf6ea', wordsBorder: '#e6dcb9' },
}

export const darkPalette: OurPalette = {
  mode: 'dark',
  primary: { main: '#74c7cd', light: '#9bdadf', dark: '#4fa9b0', contrastText: '#0b2225' },
  secondary: { main: '#a9b5be', light: '#c6d0d7', dark: '#84929d', contrastText: '#12181d' },
  error: { main: '#f0a574', light: '#f6c19f', dark: '#d9834a', contrastText: '#2b1405' },
  warning: { main: '#f0a574', light: '#f6c19f', dark: '#d9834a', contrastText: '#2b1405' },
  info: { main: '#74c7cd', light: '#9bdadf', dark: '#4fa9b0', contrastText: '#0b2225' },
  success: { main: '#74c7cd', light: '#9bdadf', dark: '#4fa9b0', contrastText: '#0b2225' },
  text: { primary: '#e8edf0', secondary: '#a3b0b9', disabled: '#7c8a94' },
  background: { default: '#1a2128', paper: '#1a2128' },
  divider: '#2e3840',
  surfaces: { sunken: '#12181d', words: '#25221a', wordsBorder: '#4a4329' },
}

/** For people who ask their system, or our settings, for more contrast: text at 12 to 1 and more, drawn borders. */
export const lightContrastPalette: OurPalette = {
  ...lightPalette,
  primary: { main: '#003d42', light: '#00565d', dark: '#00282b', contrastText: '#ffffff' },
  info: { main: '#003d42', light: '#00565d', dark: '#00282b', contrastText: '#ffffff' },
  success: { main: '#003d42', light: '#00565d', dark: '#00282b', contrastText: '#ffffff' },
  error: { main: '#5c2500', light: '#743109', dark: '#3f1900', contrastText: '#ffffff' },
  warning: { main: '#5c2500', light: '#743109', dark: '#3f1900', contrastText: '#ffffff' },
  text: { primary: '#000000', secondary: '#1f2a32', disabled: '#48545d' },
  divider: '#48545d',
  surfaces: { sunken: '#ffffff', words: '#ffffff', wordsBorder: '#000000' },
}

export const darkContrastPalette: OurPalette = {
  ...darkPalette,
  primary: { main: '#a5ecf1', light: '#c9f5f8', dark: '#74c7cd', contrastText: '#000000' },
  info: { main: '#a5ecf1', light: '#c9f5f8', dark: '#74c7cd', contrastText: '#000000' },
  success: { main: '#a5ecf1', light: '#c9f5f8', dark: '#74c7cd', contrastText: '#000000' },
  error: { main: '#ffc9a3', light: '#ffddc5', dark: '#f0a574', contrastText: '#000000' },
  warning: { main: '#ffc9a3', light: '#ffddc5', dark: '#f0a574', contrastText: '#000000' },
  text: { primary: '#ffffff', secondary: '#dfe6ea', disabled: '#b4c0c8' },
  background: { default: '#000000', paper: '#0b0e11' },
  divider: '#b4c0c8',
  surfaces: { sunken: '#000000', words: '#000000', wordsBorder: '#ffffff' },
}

import { createTheme, enhanceHighContrast, type PaletteOptions } from '@mui/material/styles'
import { componentDefaults } from './component-defaults.ts'
import { darkContrastPalette, darkPalette, lightContrastPalette, lightPalette, type Surfaces } from './palettes.ts'

declare module '@mui/material/styles' {
  interface ColorSchemeOverrides {
    lightContrast: true
    darkContrast: true
  }
  interface Palette {
    surfaces: Surfaces
  }
  interface PaletteOptions {
    surfaces?: Surfaces
  }
  interface CssThemeVariables {
    enabled: true
  }
}

/** MUI fills in what a palette leaves out only for its own two schemes. */
const wholePalette = (mode: 'light' | 'dark', palette: PaletteOptions): PaletteOptions => createTheme({ palette: { mode, ...palette } }).palette

/**
 * The one theme: light, dark and the two with more contrast, as CSS variables. `surfaces.sunken` is for side columns,
 * `surfaces.words` for the person's own words. Forced colours are served by MUI's own system-colour rules.
 */
export const theme = enhanceHighContrast(
  createTheme({
    cssVariables: { colorSchemeSelector: 'data-scheme', cssVarPrefix: 'mdt' },
    defaultColorScheme: 'light',
    colorSchemes: {
      light: { palette: lightPalette },
      dark: { palette: darkPalette },
      lightContrast: { palette: wholePalette('light', lightContrastPalette) },
      darkContrast: { palette: wholePalette('dark', darkContrastPalette) },
    },
    focusVisible: { outlineWidth: 2, outlineOffset: 2 },
    motion: { reducedMotion: 'system' },
    shape: { borderRadius: 8 },
    spacing: 8,
    typography: {
      fontFamily: '"Inter Variable", Inter, system-ui, sans-serif',
      fontSize: 14,
      h1: { fontSize: '1.375rem', fontWeight: 700, lineHeight: 1.3, letterSpacing: '-0.01em' },
      h2: { fontSize: '1.0625rem', fontWeight: 650, lineHeight: 1.4 },
      h3: { fontSize: '0.9375rem', fontWeight: 650, lineHeight: 1.4 },
      subtitle2: { fontSize: '0.8125rem', fontWeight: 600, lineHeight: 1.4 },
      body1: { fontSize: '0.9375rem', lineHeight: 1.5 },
      body2: { fontSize: '0.875rem', lineHeight: 1.5 },
      caption: { fontSize: '0.8125rem', lineHeight: 1.45 },
      button: { textTransform: 'none', fontWeight: 600, letterSpacing: 0 },
    },
    components: componentDefaults,
  }),
)

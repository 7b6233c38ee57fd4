import { CacheProvider, type EmotionCache } from '@emotion/react'
import { ThemeProvider } from '@mui/material/styles'
import type { ReactNode } from 'react'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { AppearanceProvider } from './appearance.tsx'
import { GlobalRules } from './GlobalRules.tsx'
import { NoticeProvider } from './Notices.tsx'
import { PrivateScreenProvider } from './private-screen.tsx'
import { theme } from './theme.ts'

const addresses = { hook: useHashLocation }

/** What every page of the app stands in: styles, theme, addresses, notices. */
export function Root({ cache, children }: { readonly cache: EmotionCache; readonly children: ReactNode }) {
  return (
    <CacheProvider value={cache}>
      <ThemeProvider theme={theme} defaultMode="system" noSsr>
        <GlobalRules />
        <AppearanceProvider>
          <PrivateScreenProvider>
            <Router {...addresses}>
              <NoticeProvider>{children}</NoticeProvider>
            </Router>
          </PrivateScreenProvider>
        </AppearanceProvider>
      </ThemeProvider>
    </CacheProvider>
  )
}

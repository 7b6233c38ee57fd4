import createCache, { type EmotionCache } from '@emotion/cache'

/** What the content security policy asks of a style element; undefined where the page has none. */
export const pageNonce = (page: Document): string | undefined => page.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined

/** Emotion's cache with the nonce of this page, without which the content security policy refuses its style elements. */
export function makeStyleCache(page: Document): EmotionCache {
  const nonce = pageNonce(page)
  return createCache({ key: 'mdt', prepend: true, ...(nonce && { nonce }) })
}

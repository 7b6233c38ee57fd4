import createCache, { type EmotionCache } from '@emotion/cache'

/** Emotion's cache with the nonce of this page, without which the content security policy refuses its style elements. */
export function makeStyleCache(page: Document): EmotionCache {
  const nonce = page.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
  return createCache({ key: 'mdt', prepend: true, ...(nonce && { nonce }) })
}

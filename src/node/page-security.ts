import { randomBytes } from 'node:crypto'

/** What stands in the built page where each answer puts its own nonce: `html.cspNonce` in electron.vite.config.ts. */
export const noncePlaceholder = '__CSP_NONCE__'

export const newNonce = (): string => randomBytes(18).toString('base64url')

/**
 * Everything is shut, then what the app uses is opened: its own scripts, libsodium's WebAssembly, styles that carry
 * this answer's nonce (MUI and the editor write style elements), and sockets to a huddle's signalling.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self' ws: wss:",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')
}

/** Headers of every answer, whatever it carries. */
export function securityHeaders(nonce: string): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=()',
  }
}

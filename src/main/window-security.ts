import type { BrowserWindowConstructorOptions, Session, WebContents } from 'electron'
import { isAppPage } from './app-scheme.ts'

/** What a page may ever ask of the system: to put an invite on the clipboard. Everything else is refused. */
const allowedPermissions: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

/** Where a page may send to at all, beneath its content security policy: itself, and a huddle's signalling. */
const allowedProtocols: ReadonlySet<string> = new Set(['mdthuddle:', 'ws:', 'wss:', 'blob:', 'data:', 'devtools:'])

/** @param partition undefined for the app's own store; a name without `persist:` for one that is kept in memory only */
export function webPreferences(preload: string, partition?: string): NonNullable<BrowserWindowConstructorOptions['webPreferences']> {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    /** Its dictionaries would be fetched from a public server. */
    spellcheck: false,
    ...(partition === undefined ? {} : { partition }),
  }
}

type Guarded = Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'> & {
  readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'>
}

const allowed = (permission: string, url: string): boolean => allowedPermissions.has(permission) && isAppPage(url)

/** Refuses what pages of this session ask of the system, and requests to anywhere but the app and its sockets. */
export function guardSession(session: Guarded): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) => answer(allowed(permission, requestingUrl)))
  session.setPermissionCheckHandler((_contents, permission, _origin, { requestingUrl }) => allowed(permission, requestingUrl ?? ''))
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isAllowedRequest(url) }))
}

export function isAllowedRequest(url: string): boolean {
  try {
    return allowedProtocols.has(new URL(url).protocol)
  } catch {
    return false
  }
}

/** Keeps a window on the app's own page: no other address, no frame, no second window, no webview. */
export function guardContents(contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isAppPage(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

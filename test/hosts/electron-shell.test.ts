import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { answerAppRequest, appPage, appSchemePrivileges, isAppPage } from '../../src/main/app-scheme.ts'
import { askBeforeClosing } from '../../src/main/ask-before-closing.ts'
import { guardContents, guardSession, isAllowedRequest, webPreferences } from '../../src/main/window-security.ts'
import { folderForTest } from './temporary.ts'

/** How Electron is handed a handler of its own many kinds. */
type Handle = (handler: (...about: unknown[]) => unknown) => void

function rendererRoot(): string {
  const root = join(folderForTest(), 'renderer')
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(root, 'index.html'), '<meta nonce="__CSP_NONCE__">')
  writeFileSync(join(root, '..', 'outside.json'), 'no')
  return root
}

const get = (url: string, root = rendererRoot()): Promise<Response> => answerAppRequest(root, { url, method: 'GET' })

describe('Electron: the app’s own scheme', () => {
  it('[H19] is a secure origin of its own that bypasses nothing', () => {
    expect(appSchemePrivileges.privileges).toMatchObject({ standard: true, secure: true })
    expect(appSchemePrivileges.privileges).not.toHaveProperty('bypassCSP')
    expect(appSchemePrivileges.privileges).not.toHaveProperty('corsEnabled')
  })

  it.each([appPage(), 'mdthuddle://app/', 'mdthuddle://app/index.html?x=1'])('[H19] serves the page at %s under the same policy as the web host', async (url) => {
    const answer = await get(url)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none';/)
    expect(await answer.text()).not.toContain('__CSP_NONCE__')
  })

  it.each([
    'mdthuddle://app/../outside.json',
    'mdthuddle://app/%2e%2e/outside.json',
    'mdthuddle://app/assets/..%2f..%2foutside.json',
    'mdthuddle://app/nothing.js',
  ])('[H13] does not serve %s', async (url) => {
    expect((await get(url)).status).toBe(404)
  })

  it.each(['mdthuddle://other/index.html', 'mdthuddle://app.example/index.html', 'https://app/index.html'])('[H19] does not answer for %s', async (url) => {
    expect((await get(url)).status).toBe(405)
  })

  it('[H19] answers to GET only', async () => {
    expect((await answerAppRequest(rendererRoot(), { url: appPage(), method: 'POST' })).status).toBe(405)
  })

  it.each(['https://example.org/', 'mdthuddle://app@example.org/', 'mdthuddle://app/assets/x.svg', 'file:///index.html', 'about:blank', ''])(
    '[H19] does not take %j for its own page',
    (url) => expect(isAppPage(url)).toBe(false),
  )
})

describe('Electron: windows', () => {
  it('[H20] a window is sandboxed and isolated, without Node, and keeps its guest’s store in memory', () => {
    expect(webPreferences('preload.cjs', 'seat-1')).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      partition: 'seat-1',
    })
    expect(webPreferences('preload.cjs')).not.toHaveProperty('partition')
  })

  it('[H20] refuses new windows, other addresses, redirects and webviews', () => {
    const listeners = new Map<string, (event: unknown) => void>()
    const setWindowOpenHandler = vi.fn<Handle>()
    guardContents({ on: (name: string, listen: (event: unknown) => void) => listeners.set(name, listen), setWindowOpenHandler } as never)
    const stopped = (name: string, about: object = {}): boolean => {
      const preventDefault = vi.fn<() => void>()
      listeners.get(name)?.({ preventDefault, ...about })
      return preventDefault.mock.calls.length === 1
    }
    expect(setWindowOpenHandler.mock.calls[0]?.[0]({ url: appPage() })).toEqual({ action: 'deny' })
    expect(stopped('will-frame-navigate', { url: 'https://example.org/', isMainFrame: true })).toBe(true)
    expect(stopped('will-frame-navigate', { url: appPage(), isMainFrame: false })).toBe(true)
    expect(stopped('will-frame-navigate', { url: appPage('/caseload'), isMainFrame: true })).toBe(false)
    expect(stopped('will-redirect')).toBe(true)
    expect(stopped('will-attach-webview')).toBe(true)
  })

  it('[H21] refuses what a page asks of the system, but for the clipboard that an invite goes to', () => {
    const session = {
      setPermissionRequestHandler: vi.fn<Handle>(),
      setPermissionCheckHandler: vi.fn<Handle>(),
      setDevicePermissionHandler: vi.fn<Handle>(),
      webRequest: { onBeforeRequest: vi.fn<Handle>() },
    }
    guardSession(session as never)
    const given = (mock: typeof session.setPermissionCheckHandler) => mock.mock.calls[0]?.[0]
    const request = given(session.setPermissionRequestHandler)
    const check = given(session.setPermissionCheckHandler)
    const device = given(session.setDevicePermissionHandler)
    const asked = (permission: string, requestingUrl: string): unknown => {
      let answer: unknown
      request?.({}, permission, (granted: boolean) => (answer = granted), { requestingUrl })
      expect(check?.({}, permission, '', { requestingUrl })).toBe(answer)
      return answer
    }
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'fileSystem', 'openExternal', 'hid', 'usb']) {
      expect(asked(permission, appPage())).toBe(false)
    }
    expect(asked('clipboard-sanitized-write', appPage())).toBe(true)
    expect(asked('clipboard-sanitized-write', 'https://example.org/')).toBe(false)
    expect(device?.({})).toBe(false)
  })

  it('[H21] lets no request out of a window but to the app and to a huddle’s signalling', () => {
    expect([appPage(), 'ws://192.168.0.7:4000/', 'wss://signal.example/', 'blob:mdthuddle://app/1'].map(isAllowedRequest)).toEqual([true, true, true, true])
    expect(['https://example.org/', 'http://127.0.0.1/', 'file:///etc/passwd', 'ftp://x/', '?'].map(isAllowedRequest)).toEqual([false, false, false, false, false])
  })
})

/** Whether a page that objects is left where somebody chooses the button of that number. */
function isLeft(choice: number): boolean {
  const listeners = new Map<string, (event: unknown) => void>()
  const preventDefault = vi.fn<() => void>()
  askBeforeClosing({ on: (name: string, listen: (event: unknown) => void) => listeners.set(name, listen) } as never, (question) => {
    expect(question).toMatchObject({ buttons: ['Stay', 'Close all the same'], defaultId: 0, cancelId: 0 })
    return choice
  })
  listeners.get('will-prevent-unload')?.({ preventDefault })
  return preventDefault.mock.calls.length === 1
}

it('[V156] a page that should not be left is left by whoever chooses so, and staying is the usual answer', () => {
  expect([isLeft(0), isLeft(1)]).toEqual([false, true])
})

import { join } from 'node:path'
import { app, BrowserWindow, dialog, ipcMain, Menu, powerMonitor, protocol, safeStorage, session } from 'electron'
import { serveHost } from '../core/host.ts'
import { usualMeetingPort } from '../core/model/near.ts'
import { nodeHostHandlers } from '../node/host-handlers.ts'
import { folderOption } from '../node/launch-options.ts'
import { backupsSettings, configFolder, recordsSettings, twinsFolder } from '../node/settings-file.ts'
import { signallingHost } from '../node/signalling-calls.ts'
import { answerAppRequest, appPage, appScheme, appSchemePrivileges } from './app-scheme.ts'
import { askBeforeClosing } from './ask-before-closing.ts'
import { answerHostIpc, hostChannel } from './host-ipc.ts'
import { computerKeys } from './keys/computer-keys.ts'
import { lockOnSleep } from './lock-on-sleep.ts'
import { guardContents, guardSession, webPreferences } from './window-security.ts'

const rendererRoot = join(import.meta.dirname, '../renderer')
const preload = join(import.meta.dirname, '../preload/index.cjs')

/** A window on the app at `route`; with a partition, one that shares nothing with the others and keeps nothing. */
async function openWindow(route: string, partition?: string): Promise<void> {
  const pages = partition === undefined ? session.defaultSession : session.fromPartition(partition)
  guardSession(pages)
  if (!pages.protocol.isProtocolHandled(appScheme)) pages.protocol.handle(appScheme, (request) => answerAppRequest(rendererRoot, request))
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 480,
    minHeight: 480,
    title: 'MDT Huddle',
    show: false,
    webPreferences: webPreferences(preload, partition),
  })
  askBeforeClosing(window.webContents, (question) => dialog.showMessageBoxSync(window, question))
  window.once('ready-to-show', () => window.show())
  await window.loadURL(appPage(route))
}

function serveHostCalls(): void {
  let seats = 0
  const handlers = nodeHostHandlers({
    kind: 'electron',
    records: recordsSettings(configFolder(process.env), folderOption(process.argv, 'records')),
    backups: backupsSettings(configFolder(process.env), folderOption(process.argv, 'backups')),
    twins: twinsFolder(configFolder(process.env), 'electron'),
    signalling: signallingHost({ usualPort: usualMeetingPort, clock: Date.now }).calls,
  })
  const serve = serveHost({
    ...handlers,
    ...computerKeys(safeStorage, process.platform),
    'window.open': async ({ route }) => {
      seats += 1
      await openWindow(route, `seat-${seats}`)
      return { opened: true, address: '' }
    },
  })
  ipcMain.handle(hostChannel, answerHostIpc(serve))
}

function start(): void {
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([appSchemePrivileges])
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows()
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('window-all-closed', () => app.quit())
  void app.whenReady().then(async () => {
    Menu.setApplicationMenu(
      Menu.buildFromTemplate([
        ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
        { role: 'editMenu' },
        { label: 'View', submenu: [{ role: 'reload' }, { role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }] },
        { role: 'windowMenu' },
      ]),
    )
    serveHostCalls()
    lockOnSleep(powerMonitor, () => BrowserWindow.getAllWindows())
    await openWindow('/')
  })
}

if (app.requestSingleInstanceLock()) start()
else app.quit()

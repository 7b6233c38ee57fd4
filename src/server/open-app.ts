import { spawn } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/** Where Chrome, Edge and Chromium are on this system; `--app=` gives them a window without tabs. */
export function browserCandidates(platform: NodeJS.Platform, env: Environment): string[] {
  if (platform === 'darwin') {
    return ['Google Chrome', 'Microsoft Edge', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  }
  if (platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter((root) => root !== undefined)
    return roots.flatMap((root) => [
      join(root, 'Google/Chrome/Application/chrome.exe'),
      join(root, 'Microsoft/Edge/Application/msedge.exe'),
      join(root, 'Chromium/Application/chrome.exe'),
    ])
  }
  const names = ['google-chrome-stable', 'google-chrome', 'microsoft-edge-stable', 'microsoft-edge', 'chromium', 'chromium-browser']
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder.startsWith('/'))
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** The commands that open a link in whichever browser is the default one. */
function defaultBrowser(platform: NodeJS.Platform, link: string): [string, string[]] {
  if (platform === 'darwin') return ['open', [link]]
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', link]]
  return ['xdg-open', [link]]
}

/** Opens the app in a window of its own if it can, else in the default browser; says so when neither works. */
export async function openApp(link: string, platform: NodeJS.Platform = process.platform, env: Environment = process.env): Promise<void> {
  if (platform === 'linux' && env['DISPLAY'] === undefined && env['WAYLAND_DISPLAY'] === undefined) {
    console.log('There is no display here, so no window was opened: open the link above in a browser on this computer.')
    return
  }
  for (const candidate of browserCandidates(platform, env)) {
    if ((await isExecutable(candidate)) && (await launch(candidate, [`--app=${link}`]))) return
  }
  if (await launch(...defaultBrowser(platform, link))) return
  console.log('No browser could be opened: open the link above in Chrome, Edge or Firefox.')
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Whether the program could be started; it then goes on by itself. */
function launch(command: string, args: readonly string[]): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn(command, args, { detached: true, stdio: 'ignore' })
    child.once('error', () => done(false))
    child.once('spawn', () => {
      child.unref()
      done(true)
    })
  })
}

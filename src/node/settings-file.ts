import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { ProblemError, type Problem } from '../core/model/problem.ts'
import { writeFileAtomically } from './atomic-files.ts'
import type { FolderSettings } from './chosen-folder.ts'

const folderAddress = z.string().min(1).max(4096).optional()

/** What both hosts of one person's machine remember between launches: no personal data. */
const settingsParser = z.object({ recordsFolder: folderAddress, backupsFolder: folderAddress })
type Settings = z.infer<typeof settingsParser>

type Environment = Readonly<Record<string, string | undefined>>

/** The folder in which this system keeps an app's settings. */
export function configFolder(env: Environment, platform: NodeJS.Platform = process.platform, home: string = homedir()): string {
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'MDT Huddle')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'MDT Huddle')
  return join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'mdt-huddle')
}

/** Where a host keeps second copies of vaults: each kind of host, and each port, holds vaults of its own. */
export const twinsFolder = (configDir: string, host: string): string => join(configDir, 'second copies', host)

export const defaultRecordsFolder = (home: string = homedir()): string => join(home, 'MDT Huddle records')
export const defaultBackupsFolder = (home: string = homedir()): string => join(home, 'MDT Huddle backups')

/**
 * One of the two folders: the one named for this launch, else the one remembered, else the default. A settings file that
 * is not there or not readable is the same as an empty one.
 */
function folderSettings(key: keyof Settings, usual: string, configDir: string, forThisLaunch: string | undefined): FolderSettings {
  const path = join(configDir, 'settings.json')
  let folder = forThisLaunch === undefined ? (remembered(path)[key] ?? usual) : resolve(forThisLaunch)
  return {
    folder: () => folder,
    async remember(chosen) {
      folder = chosen
      try {
        await writeFileAtomically(path, Buffer.from(`${JSON.stringify({ ...remembered(path), [key]: chosen }, null, 2)}\n`))
      } catch (error) {
        throw new ProblemError(notRemembered(chosen, configDir), { cause: error })
      }
    },
  }
}

export const recordsSettings = (configDir: string, forThisLaunch?: string): FolderSettings =>
  folderSettings('recordsFolder', defaultRecordsFolder(), configDir, forThisLaunch)

export const backupsSettings = (configDir: string, forThisLaunch?: string): FolderSettings =>
  folderSettings('backupsFolder', defaultBackupsFolder(), configDir, forThisLaunch)

const notRemembered = (chosen: string, configDir: string): Problem => ({
  code: 'settings-unwritable',
  happened: `MDT Huddle now writes into ${chosen}, but could not remember that: its settings in ${configDir} cannot be written.`,
  kept: 'The new folder is used until MDT Huddle is closed.',
  todo: 'Make that settings folder writable, then choose the folder again.',
})

function remembered(path: string): Settings {
  try {
    return settingsParser.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return {}
  }
}

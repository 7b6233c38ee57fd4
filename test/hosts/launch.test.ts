import { describe, expect, it } from 'vitest'
import { configFolder } from '../../src/node/settings-file.ts'
import { defaultPort, parseLaunch, folderOption } from '../../src/node/launch-options.ts'
import { browserCandidates } from '../../src/server/open-app.ts'

describe('launching', () => {
  it('[H23] without options: Electron if it can be, the fixed port, a window', () => {
    expect(parseLaunch([])).toEqual({ web: false, port: defaultPort, open: true, records: undefined, backups: undefined })
  })

  it('[H23] takes its five options', () => {
    expect(parseLaunch(['--web', '--no-open', '--port', '4000', '--records', 'here', '--backups', 'there'])).toEqual({ web: true, port: 4000, open: false, records: 'here', backups: 'there' })
  })

  it.each([[['--port', '4000']], [['--no-open']]])('[H23] %j can only mean the web host', (argv) => expect(parseLaunch(argv).web).toBe(true))

  it.each([[['--prot', '4000']], [['--port', 'http']], [['--port', '']], [['--port', '70000']], [['--port', '-1']], [['extra']], [['--records']]])(
    '[H23] refuses %j, naming what can be said',
    (argv) => expect(() => parseLaunch(argv)).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code: 'bad-option', todo: expect.stringContaining('--records DIR') }) })),
  )

  it('[H23] finds the records folder among Electron’s own arguments', () => {
    expect(folderOption(['electron', '.', '--inspect=0', '--records', 'here', '--lang=en'], 'records')).toBe('here')
    expect(folderOption(['electron', '.', '--records'], 'records')).toBeUndefined()
  })

  it('[H23] keeps its settings where each system keeps them', () => {
    expect(configFolder({}, 'linux', '/home/a')).toBe('/home/a/.config/mdt-huddle')
    expect(configFolder({ XDG_CONFIG_HOME: '/cfg' }, 'linux', '/home/a')).toBe('/cfg/mdt-huddle')
    expect(configFolder({}, 'darwin', '/Users/a')).toBe('/Users/a/Library/Application Support/MDT Huddle')
    expect(configFolder({ APPDATA: '/roaming' }, 'win32', '/home/a')).toBe('/roaming/MDT Huddle')
  })

  it('[H23] looks for Chrome, Edge and Chromium in absolute places of the path only', () => {
    const found = browserCandidates('linux', { PATH: '/usr/bin::.:relative:/opt/bin' })
    expect(found).toContain('/usr/bin/chromium')
    expect(found).toContain('/opt/bin/microsoft-edge')
    expect(found.every((path) => path.startsWith('/'))).toBe(true)
  })
})

export interface KeyHelp {
  readonly does: string
  /** Each of these does it; the keys of one are pressed together. */
  readonly keys: readonly (readonly string[])[]
}

export const command = /Mac|iPhone|iPad/.test(navigator.userAgent) ? 'Cmd' : 'Ctrl'

import type sodium from 'libsodium-wrappers-sumo'

export type Sodium = typeof sodium

let loading: Promise<Sodium> | undefined

/** The one crypto library of the project, loaded when the first key is needed. */
export function loadSodium(): Promise<Sodium> {
  loading ??= import('libsodium-wrappers-sumo').then(async ({ default: loaded }) => {
    await loaded.ready
    return loaded
  })
  return loading
}

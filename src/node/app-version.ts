declare const APP_VERSION: string | undefined

/** The version in package.json, written in by the build; `0.0.0` where the source runs unbuilt, in tests. */
export const appVersion = typeof APP_VERSION === 'string' ? APP_VERSION : '0.0.0'

/** What a verifier reads of a records folder, whichever way it comes: bytes of the ledger and of any other file, paths, folders inside one another. */
export const readingLimits = { ledger: 200_000_000, file: 25_000_000, paths: 500_000, depth: 8 } as const

/** Names right in the records folder that begin with this are scratch of a filing, and no part of the records. */
export const scratchPrefix = '.mdt-huddle-'

import { ProblemError } from '../core/model/problem.ts'

/** The code of a Node file error, such as `ENOSPC`; empty for anything else. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** Whether a path was simply not there. */
export const isMissing = (error: unknown): boolean => errorCode(error) === 'ENOENT'

/** Why a folder cannot be written, in a sentence. */
export function whyUnwritable(folder: string, error: unknown): string {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk that holds ${folder} is full.`
    case 'EROFS':
      return `${folder} is on a disk that can only be read.`
    case 'EACCES':
    case 'EPERM':
      return `You are not allowed to write in ${folder}.`
    case 'ENOTDIR':
    case 'EEXIST':
      return `${folder} is not a folder.`
    case 'ENOENT':
      return `${folder} is not there.`
    case 'EIO':
    case 'ESTALE':
    case 'ENODEV':
    case 'ENXIO':
      return `The disk that holds ${folder} does not answer.`
    default:
      return `${folder} cannot be written.`
  }
}

/** A file error as a person can act on it; a ProblemError passes as it is. */
export function fileProblem(folder: string, error: unknown): Error {
  if (error instanceof ProblemError) return error
  const code = errorCode(error)
  if (code === '') return error instanceof Error ? error : new Error(String(error))
  const full = code === 'ENOSPC' || code === 'EDQUOT'
  return new ProblemError(
    {
      code: full ? 'disk-full' : 'records-unwritable',
      happened: whyUnwritable(folder, error),
      kept: 'Nothing half-written was left in the records folder, and everything stays in MDT Huddle, waiting to be filed.',
      todo: full ? 'Make room on that disk, then file again.' : 'Make the folder writable or choose another one under Settings, then file again.',
    },
    { cause: error },
  )
}

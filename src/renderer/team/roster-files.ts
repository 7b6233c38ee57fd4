import type { Roster } from '../../core/model/roster.ts'
import type { FileToSave } from '../shell/save-file.ts'

/** A name that says what is in the file, plain enough for every file system. */
const fileName = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'team'

export const rosterFile = ({ team, version, text }: Roster): FileToSave => ({
  name: `${fileName(team.name)}-roster-${version}.json`,
  type: 'application/json;charset=utf-8',
  content: text,
})

export const requestFile = (name: string, request: string): FileToSave => ({ name: `${fileName(name)}-asks-to-join.txt`, type: 'text/plain;charset=utf-8', content: `${request}\n` })

/** Characters of a file that are read; more than the longest roster. */
const longestRead = 300_000

/** @returns the start of a larger file: what is no roster or request is refused by whoever reads it. */
export const readStart = (file: File): Promise<string> => file.slice(0, longestRead).text()

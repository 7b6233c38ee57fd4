import * as Y from 'yjs'
import { writerCertificate, type WriterCertificate } from '../model/writer.ts'
import { parsedValues } from './maps.ts'

/** Certificates in one document at the most: see SPEC.md, C. */
export const mostWriters = 5_000

/** Who says that they wrote with which client. Nothing here is verified: a peer may have written anything. */
export interface Writers {
  certificates(): WriterCertificate[]
  has(client: number, device: string): boolean
  put(certificate: WriterCertificate): void
  observe(onChange: () => void): () => void
}

/** One entry for each claim: whoever claims another's client stands beside them and replaces nothing. */
const keyOf = (client: number, device: string): string => `${client}:${device}`

export function writersOf(doc: Y.Doc): Writers {
  const map = doc.getMap<unknown>('writers')
  return {
    certificates: () => parsedValues(map, writerCertificate, mostWriters),
    has: (client, device) => map.has(keyOf(client, device)),
    put: (certificate) => void map.set(keyOf(certificate.client, certificate.card.device), certificate),
    observe(onChange) {
      map.observe(onChange)
      return () => map.unobserve(onChange)
    },
  }
}

/** A stretch of text that one client wrote. */
export interface WrittenRun {
  readonly client: number
  readonly text: string
}

/** The text of a note by who wrote it: a list of runs for each line, in order. */
export function writtenRuns(note: Y.XmlFragment): WrittenRun[][] {
  const lines: WrittenRun[][] = []
  const visit = (type: Y.XmlFragment): void => {
    const children: (Y.XmlElement | Y.XmlText | Y.XmlHook)[] = type.toArray()
    const line = children.flatMap((child) => (child instanceof Y.XmlText ? runsOf(child) : []))
    if (line.length > 0) lines.push(line)
    for (const child of children) if (child instanceof Y.XmlElement) visit(child)
  }
  visit(note)
  return lines
}

function runsOf(text: Y.XmlText): WrittenRun[] {
  const runs: WrittenRun[] = []
  const { _start: first } = text
  for (let item = first; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue
    const last = runs.at(-1)
    const { client } = item.id
    if (last?.client === client) runs[runs.length - 1] = { client, text: last.text + item.content.str }
    else runs.push({ client, text: item.content.str })
  }
  return runs
}

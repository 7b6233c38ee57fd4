import type { WriterCertificate } from '../model/writer.ts'

/** Windows that one room keeps certificates of at once; a huddle has 30 seats, and a team's own room stays open for days. */
const mostAuthors = 512

/** Who writes under which client in one room, as far as it has been proven here. */
export interface Authors {
  get(client: number): WriterCertificate | undefined
  /** Notes a certificate that has been verified. The first device to have a client keeps it, until it is the oldest that is not here. */
  note(certificate: WriterCertificate): void
  all(): readonly WriterCertificate[]
}

/** @param isHere whether the window of that client is in the room: it is not forgotten, however many come and go */
export function authors(isHere: (client: number) => boolean): Authors {
  const known = new Map<number, WriterCertificate>()
  return {
    get: (client) => known.get(client),
    note(certificate) {
      if (known.has(certificate.client)) return
      if (known.size >= mostAuthors) {
        const oldest = [...known.keys()].find((client) => !isHere(client))
        if (oldest === undefined) return
        known.delete(oldest)
      }
      known.set(certificate.client, certificate)
    },
    all: () => [...known.values()],
  }
}

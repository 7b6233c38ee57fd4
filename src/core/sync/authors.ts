import type { WriterCertificate } from '../model/writer.ts'

/** Windows that one room keeps certificates of; a huddle has 30 seats, and each may come back many times. */
const mostAuthors = 512

/** Who writes under which client in one room, as far as it has been proven here. */
export interface Authors {
  get(client: number): WriterCertificate | undefined
  /** Notes a certificate that has been verified. The first device to have a client keeps it. @returns whether it is new. */
  note(certificate: WriterCertificate): boolean
  all(): readonly WriterCertificate[]
}

export function authors(): Authors {
  const known = new Map<number, WriterCertificate>()
  return {
    get: (client) => known.get(client),
    note(certificate) {
      if (known.has(certificate.client) || known.size >= mostAuthors) return false
      known.set(certificate.client, certificate)
      return true
    },
    all: () => [...known.values()],
  }
}

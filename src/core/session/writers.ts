import type * as Y from 'yjs'
import { writersOf } from '../doc/writers.ts'
import { cell, type Observable } from '../model/observable.ts'
import type { Profile } from '../model/profile.ts'
import type { StaffCard } from '../model/team.ts'
import type { WriterCertificate } from '../model/writer.ts'
import { signWriter, verifyWriter } from '../record/sign.ts'

/** By client: whoever has proved that they write with it. A client that two devices claim is nobody's. */
export type KnownWriters = ReadonlyMap<number, StaffCard>

/**
 * Says in a document who writes with this device's client, when it first writes there, and again should Yjs give it
 * another client. Returns how to stop.
 */
export async function certifyWriter(doc: Y.Doc, id: string, { card, signingSecret }: Profile): Promise<() => void> {
  const writers = writersOf(doc)
  const sign = async (client: number): Promise<WriterCertificate> => ({
    client,
    card,
    signature: await signWriter({ doc: id, client }, card, signingSecret),
  })
  let ready = await sign(doc.clientID)
  const onTransaction = ({ local, changed }: Y.Transaction): void => {
    const client = doc.clientID
    if (!local || changed.size === 0 || writers.has(client, card.device)) return
    if (ready.client === client) writers.put(ready)
    else
      void sign(client).then((next) => {
        ready = next
        if (!writers.has(client, card.device)) writers.put(next)
      })
  }
  doc.on('afterTransaction', onTransaction)
  return () => doc.off('afterTransaction', onTransaction)
}

/** Who has proved what they wrote in a document, looked at again whenever somebody says so. */
export function knownWriters(doc: Y.Doc, id: string): { readonly known: Observable<KnownWriters>; stop(): void } {
  const writers = writersOf(doc)
  const known = cell<KnownWriters>(new Map())
  const verdicts = new Map<string, Promise<boolean>>()
  let turn = 0

  const holds = (certificate: WriterCertificate): Promise<boolean> => {
    const key = JSON.stringify(certificate)
    const verdict = verdicts.get(key) ?? verifyWriter({ doc: id, client: certificate.client }, certificate)
    verdicts.set(key, verdict)
    return verdict
  }
  async function look(): Promise<void> {
    const mine = (turn += 1)
    const claims = await Promise.all(writers.certificates().map(async (each) => ((await holds(each)) ? [each] : [])))
    if (mine !== turn) return
    const found = new Map<number, StaffCard>()
    const disputed = new Set<number>()
    for (const { client, card } of claims.flat()) {
      if (found.has(client)) disputed.add(client)
      found.set(client, card)
    }
    for (const client of disputed) found.delete(client)
    known.set(found)
  }
  const stop = writers.observe(() => void look())
  void look()
  return { known, stop }
}

import { holdsNote, noteNodeNames } from '../../doc/content-rules.ts'
import { gateDesk, type GateRequest } from './gate-desk.ts'

/** The gate's worker: examines what peers send, away from the thread that people type in. */
const desk = gateDesk({ nodeNames: noteNodeNames, holdsNote })

self.addEventListener('message', ({ data }: MessageEvent<GateRequest>) => {
  const reply = desk(data)
  if (reply) self.postMessage(reply, { transfer: [] })
})

import * as Y from 'yjs'
import { handsHere } from '../../src/core/sync/gate/gate-hands.ts'
import { readPresence, writePresence } from '../../src/core/sync/gate/presence-gate.ts'
import { updateGate } from '../../src/core/sync/gate/update-gate.ts'
import { Refused } from '../../src/core/sync/gate/verdict.ts'
import { readHandshake, writeHandshake } from '../../src/core/sync/handshake-messages.ts'
import { compareMessage, readRoomMessage } from '../../src/core/sync/room-messages.ts'
import { contentRules } from '../contract/gate-rules.ts'
import { taken, type Door } from './door.ts'

const sender = 4242

/** What stands in the document before somebody sends anything. */
const kept = 'kept'

function theirNote(): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = sender
  const paragraph = new Y.XmlElement('paragraph')
  doc.getXmlFragment('formulation').insert(0, [paragraph])
  paragraph.insert(0, [new Y.XmlText('what they wrote')])
  doc.getMap('fields').set('decision', { at: 1, by: 'Mei' })
  return doc
}

/** Doors at which bytes of a colleague's device come in. */
export const peerDoors: readonly Door[] = [
  {
    name: 'update-gate',
    sample: async () => Y.encodeStateAsUpdate(theirNote()),
    async enter(bytes) {
      const doc = new Y.Doc()
      doc.getText('note').insert(0, kept)
      const gate = updateGate(doc, handsHere(contentRules))
      const { kind } = await gate.pass(bytes, () => ({ sender, own: [doc.clientID, Y.getState(doc.store, doc.clientID)], shown: [], only: [sender] }), 'peer')
      gate.close()
      if (doc.getText('note').toJSON() !== kept || doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new Error('the document was touched')
      return kind === 'sound'
    },
  },
  {
    name: 'room-message',
    sample: async () => compareMessage(theirNote()),
    enter: async (bytes) => readRoomMessage(bytes) !== undefined,
  },
  {
    name: 'presence',
    sample: async () => writePresence([{ client: sender, clock: 3, state: { user: { name: 'Mei' } } }]),
    enter: (bytes) => taken(() => readPresence(bytes).length > 0, (error) => error instanceof Refused),
  },
  {
    name: 'handshake',
    sample: async () => writeHandshake({ say: 'hello', protocol: 1, suite: 'ed25519', schema: 1, nonce: 'A'.repeat(43) }),
    enter: async (bytes) => readHandshake(bytes) !== undefined,
  },
]

import { handsHere } from '../../../src/core/sync/gate/gate-hands.ts'
import { memoryNetwork } from '../../../src/core/sync/memory-transport.ts'
import { contentRules } from '../../contract/gate-rules.ts'
import { transportContract } from '../../contract/transport.ts'
import { clock, newRoom } from './builders.ts'

const network = memoryNetwork()

transportContract('in-memory', { makeTransport: (member) => network.transport({ member, clock, hands: handsHere(contentRules) }), newRoom })

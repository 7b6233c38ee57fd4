import { memoryNetwork } from '../../../src/core/sync/memory-transport.ts'
import { transportContract } from '../../contract/transport.ts'
import { clock, newRoom } from './builders.ts'

const network = memoryNetwork({ clock })

transportContract('in-memory', { makeTransport: () => network.transport(), newRoom })

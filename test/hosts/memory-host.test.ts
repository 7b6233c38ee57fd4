import { memoryHost } from '../../src/core/memory-host.ts'
import { hostContract } from '../contract/host.ts'

hostContract('memory', async () => {
  const host = memoryHost()
  return { host, carry: host.carry, close: async () => undefined }
})

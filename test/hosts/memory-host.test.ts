import { memoryHost } from '../../src/core/memory-host.ts'
import { hostContract, sha256 } from '../contract/host.ts'

hostContract('memory', async () => {
  const { host, carry } = memoryHost(sha256)
  return { host, carry, close: async () => undefined }
})

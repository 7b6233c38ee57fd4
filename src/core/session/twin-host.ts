import type { Host } from '../host.ts'
import type { TwinHost } from '../vault/twin/ports.ts'

/** Second copies of the vaults of a store, by way of the host. */
export const twinHost = (host: Host, store: 'team'): TwinHost => ({
  list: async () => (await host.call('twins.list', { store })).twins,
  append: (vault, content) => host.call('twins.append', { store, vault, content }),
  read: (vault, generation, from) => host.call('twins.read', { store, vault, generation, from }),
  stage: async (vault, part, index, content) => void (await host.call('twins.stage', { store, vault, part, index, content })),
  place: (vault, part, entries, since) => host.call('twins.place', { store, vault, part, entries, since: since ? { generation: since.generation, end: since.end } : null }),
  discard: async (vault, part) => void (await host.call('twins.discard', { store, vault, part })),
})

/** Where a store keeps the ways into it, in clear, and the two copies of its keyring there. */
export const keyringTable = 'keyring'
export const keyringIds = ['keyring', 'spare'] as const

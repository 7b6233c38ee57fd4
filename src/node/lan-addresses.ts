import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os'

/** An invite names this many at the most, beside the computer's own. */
const mostAddresses = 3

/** Networks that exist inside this computer alone: of containers and virtual machines. */
const virtual = /^(docker|br-|virbr|vmnet|vboxnet|vEthernet)/i

/** Addresses that a system gives itself where no network gave it one. */
const selfAssigned = /^169\.254\./

/** The IPv4 addresses at which other computers of the local network can reach this one, the likeliest first. */
export function lanAddresses(interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces()): string[] {
  const found = Object.entries(interfaces).flatMap(([name, infos]) =>
    (infos ?? [])
      .filter(({ family, internal, address }) => family === 'IPv4' && !internal && !selfAssigned.test(address))
      .map(({ address }) => ({ address, inside: virtual.test(name) })),
  )
  return found
    .toSorted((a, b) => Number(a.inside) - Number(b.inside))
    .slice(0, mostAddresses)
    .map(({ address }) => address)
}

import type { DeviceId } from '../model/ids.ts'

/** Caret colours that white text reads on at 4.5:1 or more; the name beside each carries the meaning. */
const colours = ['#0f6a6f', '#7a3e9d', '#9a4a12', '#3f5f7f', '#8a2f5b', '#4b6a1f', '#3d4fb0', '#6b5310'] as const

/** The same colour for the same device, on every screen. */
export function presenceColour(device: DeviceId): string {
  return colours[Number.parseInt(device.slice(0, 6), 16) % colours.length] ?? colours[0]
}

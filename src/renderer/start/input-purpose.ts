import type { HostedPage } from '../host-connection.ts'

/**
 * The `autocomplete` of a field about oneself, which tells helping software what it asks for (WCAG 1.3.5). Only in
 * Electron, which writes no such thing down: a browser would keep the name in its profile, in the open.
 */
export function inputPurpose(purpose: 'name' | 'organization', page: Pick<HostedPage, 'mdtHuddleBridge'> = window): string {
  return page.mdtHuddleBridge === undefined ? 'off' : purpose
}

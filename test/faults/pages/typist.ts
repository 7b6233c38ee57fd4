import '../../e2e/transport/page.ts'
import { typeKeys, type Typed, type Typing } from '../headless/typing.ts'

declare global {
  /** Types with the peer that was made in this page. */
  var typeKeys: (typing: Typing) => Promise<Typed>
}

globalThis.typeKeys = (typing) => {
  const { peer } = globalThis.page
  if (!peer) throw new Error('nobody sits here')
  return typeKeys(peer, typing)
}

import type { BrowserContext } from 'playwright'

/**
 * Makes windows of this context do what careless ones do: text is shown as markup, a paste goes in as it comes, and no
 * policy of the host's stands in the way.
 */
export async function withoutCare(context: BrowserContext, home: string): Promise<void> {
  await context.addInitScript(showTextAsMarkup)
  await context.route(`${home}/**`, async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue()
    const response = await route.fetch()
    const { 'content-security-policy': _policy, ...headers } = response.headers()
    return route.fulfill({ response, headers })
  })
}

/** In the page, before anything of it. */
function showTextAsMarkup(): void {
  const markup = {
    is: (text: unknown): text is string => typeof text === 'string' && text.includes('<'),
    of: (text: string): DocumentFragment => document.createRange().createContextualFragment(text),
  }
  const plainText = Object.getOwnPropertyDescriptor(Node.prototype, 'textContent')
  Object.defineProperty(Node.prototype, 'textContent', {
    ...plainText,
    set(this: Node, text: unknown) {
      if (this instanceof HTMLElement && markup.is(text)) this.replaceChildren(markup.of(text))
      else plainText?.set?.call(this, text)
    },
  })
  const textNode = document.createTextNode.bind(document)
  Object.assign(document, {
    createTextNode(text: unknown) {
      if (!markup.is(text)) return textNode(String(text))
      const shown = document.createElement('span')
      shown.append(markup.of(text))
      return shown
    },
  })
  addEventListener(
    'paste',
    (event) => {
      const [{ target, clipboardData }, html] = [event, event.clipboardData?.getData('text/html')]
      if (!(target instanceof Node) || !clipboardData || !markup.is(html)) return
      event.stopImmediatePropagation()
      const place = target instanceof HTMLElement ? target : target.parentElement
      place?.append(markup.of(html))
    },
    true,
  )
}

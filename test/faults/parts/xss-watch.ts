import type { BrowserContext, Page } from 'playwright'
import { elsewhere } from './xss-vectors.ts'

/** A window and what it did that it should not have done. */
export interface Watched {
  readonly page: Page
  /** Looks at what stands in the page now and at what was noted since it was opened. */
  look(): Promise<void>
  readonly wrong: string[]
}

/** Opens a window that logs every request to anywhere but `home`, and of a picture of a vector's (`src=x`), every dialog and window, and whatever a vector runs or plants. */
export async function watch(context: BrowserContext, home: string, wrong: string[] = []): Promise<Watched> {
  await context.addInitScript(noteWhatRuns, new URL(elsewhere).host)
  const page = await context.newPage()
  context.on('page', () => wrong.push('opened a window'))
  context.on('request', (request) => {
    const url = request.url()
    const isOurs = url.startsWith(home) && !url.endsWith('/x')
    if (!isOurs && !/^(?:data|blob|about):/.test(url)) wrong.push(`called ${url}`)
  })
  page.on('websocket', (socket) => {
    if (!isOfThisComputer(socket.url())) wrong.push(`called ${socket.url()}`)
  })
  page.on('dialog', (dialog) => {
    wrong.push('opened a dialog')
    dialog.dismiss().catch(() => undefined)
  })
  return {
    page,
    wrong,
    async look() {
      wrong.push(...(await page.evaluate(whatStandsThere, new URL(elsewhere).host)))
    },
  }
}

/** Where a huddle meets. */
const isOfThisComputer = (address: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname)

/**
 * In the page, before anything of it: notes code of a vector that is evaluated, and all that the page’s policy stopped.
 * What drives the page evaluates code of its own there, in which nothing of a vector stands: vectors travel as arguments.
 *
 * Chromium tells of a handler, a style or a base as soon as it parses it, in a document that is shown to nobody and runs
 * nothing as well, and its own `setHTML` does not spare one that: an editor that looks at what is pasted before it takes
 * anything over cannot help it. Such a report has no element; markup that stands in the page has one, or loads something.
 */
function noteWhatRuns(host: string): void {
  const noted: string[] = []
  Reflect.set(globalThis, 'noted', noted)
  const isTheirs = (code: unknown): boolean => String(code).includes(host) || String(code).includes('top.hits')
  const hear = <F extends (...args: never[]) => unknown>(real: F, what: string): F =>
    new Proxy(real, {
      apply(target, self, args: unknown[]) {
        if (args.some(isTheirs)) noted.push(`ran ${what}`)
        return Reflect.apply(target, self, args)
      },
      construct(target, args: unknown[]) {
        if (args.some(isTheirs)) noted.push(`ran ${what}`)
        return Reflect.construct(target, args)
      },
    })
  for (const name of ['eval', 'Function']) Reflect.set(globalThis, name, hear(Reflect.get(globalThis, name), name))
  Reflect.set(Object.getPrototypeOf(() => undefined), 'constructor', Reflect.get(globalThis, 'Function'))
  const parsedAlone = /^(?:script-src-attr|style-src-attr|style-src-elem|base-uri)$/
  addEventListener('securitypolicyviolation', ({ target, blockedURI, effectiveDirective, sample, sourceFile, lineNumber }) => {
    if (target === document && parsedAlone.test(effectiveDirective)) return
    noted.push(`was stopped only by the policy: ${effectiveDirective} ${blockedURI} ${sample} ${sourceFile}:${lineNumber}`.trim())
  })
}

/** In the page: handlers, addresses that run and addresses elsewhere that stand in it, and what was noted. */
function whatStandsThere(host: string): string[] {
  const noted = (Reflect.get(globalThis, 'noted') as string[]).splice(0)
  const hits: unknown = Reflect.get(globalThis, 'hits')
  const planted = [...document.querySelectorAll('*')].flatMap((element) =>
    [...element.attributes].flatMap(({ name, value }) => {
      if (/^on/i.test(name)) return `holds ${element.localName} ${name}`
      const runs = /^(?:href|src|srcdoc|action|formaction|data|poster|srcset|background|style|ping|xlink:href)$/i.test(name)
      return runs && (/^(?:javascript|vbscript|data:text)/i.test(value.replaceAll(/[^!-~]/g, '')) || value.includes(host)) ? `holds ${element.localName} ${name}` : []
    }),
  )
  const scripts = [...document.querySelectorAll('script, style, iframe, object, embed')].filter((each) => each.outerHTML.includes(host)).map((each) => `holds ${each.localName}`)
  return [...noted, ...planted, ...scripts, ...(hits === undefined ? [] : [`ran ${String(hits)}`])]
}

import type { BrowserContext, Page } from 'playwright'
import { elsewhere } from './xss-vectors.ts'

/** A window and what it did that it should not have done. */
export interface Watched {
  readonly page: Page
  /** Looks at what stands in the page now and at what was noted since it was opened. */
  look(): Promise<void>
  readonly wrong: string[]
}

/** Opens a window that logs every request to anywhere but `home`, every dialog and window, and whatever a vector runs or plants. */
export async function watch(context: BrowserContext, home: string, wrong: string[] = []): Promise<Watched> {
  await context.addInitScript(noteWhatRuns, new URL(elsewhere).host)
  const page = await context.newPage()
  context.on('page', () => wrong.push('opened a window'))
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(home) && !/^(?:data|blob|about):/.test(url)) wrong.push(`called ${url}`)
  })
  page.on('websocket', (socket) => {
    if (socket.url().includes(new URL(elsewhere).host)) wrong.push(`called ${socket.url()}`)
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

/** In the page, before anything of it: notes code of a vector that is evaluated, and markup of one that only the page’s policy stopped. */
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
  addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
    if (blockedURI.includes(host) || (blockedURI === 'inline' && effectiveDirective.startsWith('script-src'))) noted.push(`was stopped only by the policy: ${effectiveDirective}`)
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

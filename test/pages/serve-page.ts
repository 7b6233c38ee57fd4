import { createServer } from 'node:http'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

export interface ServedPage {
  readonly origin: string
  close(): void
}

export interface Asset {
  readonly type: string
  readonly body: string | Uint8Array
}

const typeOf = (name: string): string => (name.endsWith('.js') ? 'text/javascript' : name.endsWith('.css') ? 'text/css' : 'application/octet-stream')

/** The page of one script, bundled as the app itself is. */
async function bundle(entry: string, minify: boolean): Promise<Map<string, Asset>> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    base: './',
    publicDir: false,
    plugins: [react()],
    build: { write: false, minify, target: 'es2023', assetsInlineLimit: 0, modulePreload: false, rolldownOptions: { input: entry, output: { entryFileNames: 'page.js' } } },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (!output || !('output' in output)) throw new Error(`${entry} was not built`)
  return new Map(
    output.output.map((part) => [`/${part.fileName}`, { type: typeOf(part.fileName), body: part.type === 'chunk' ? part.code : part.source }]),
  )
}

const bundled = new Map<string, Promise<Map<string, Asset>>>()

/** The parts of a page that runs `entry`, by path; built once. */
export function bundlePage(entry: string, minify = false): Promise<ReadonlyMap<string, Asset>> {
  const building = bundled.get(entry) ?? bundle(entry, minify)
  bundled.set(entry, building)
  return building
}

/** Isolated from other origins, a page is given clocks that tick in microseconds. */
const headers = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }

/** Serves a page that runs `entry`, as another origin each time. */
export async function servePage(entry: string, { minify = false, title = 'A seat' } = {}): Promise<ServedPage> {
  const assets = await bundlePage(entry, minify)
  const page: Asset = { type: 'text/html', body: `<!doctype html><title>${title}</title><div id="root"></div><script type="module" src="/page.js"></script>` }
  const server = createServer((request, response) => {
    const { type, body } = assets.get(request.url ?? '') ?? page
    response.writeHead(200, { ...headers, 'content-type': type })
    response.end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const bound = server.address()
  return {
    origin: `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from 'vite'
import { root } from './setup.mjs'

const source = join(root, 'src', 'verifier')

/** @param {string} text */
const digestOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/**
 * Makes the offline verifier: one HTML file that holds its script and its style, and that may load nothing else. The
 * same sources give the same bytes.
 * @param {string} target @param {string} version
 */
export async function buildVerifierPage(target, version) {
  const script = (await bundle()).replaceAll('</script', '<\\/script')
  const style = readFileSync(join(source, 'page.css'), 'utf8')
  /** @type {Record<string, string>} */
  const parts = {
    POLICY: [
      "default-src 'none'",
      `script-src ${digestOf(script)} 'wasm-unsafe-eval'`,
      `style-src ${digestOf(style)}`,
      "base-uri 'none'",
      "form-action 'none'",
    ].join('; '),
    STYLE: style,
    SCRIPT: script,
    VERSION: version,
  }
  const page = readFileSync(join(source, 'page.html'), 'utf8')
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, page.replaceAll(/__(POLICY|STYLE|SCRIPT|VERSION)__/g, (_, /** @type {string} */ name) => parts[name] ?? ''))
}

/** @returns {Promise<string>} everything that the page runs, in one script */
async function bundle() {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    root: source,
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      modulePreload: false,
      rollupOptions: { input: join(source, 'main.ts'), output: { format: 'es', codeSplitting: false } },
    },
  })
  const outputs = Array.isArray(built) ? built : [built]
  const scripts = outputs.flatMap((each) => ('output' in each ? each.output.flatMap((part) => (part.type === 'chunk' ? part.code : [])) : []))
  const [only, ...more] = scripts
  if (only === undefined || more.length > 0) throw new Error(`the verifier page came out in ${scripts.length} scripts, not in one`)
  return only
}

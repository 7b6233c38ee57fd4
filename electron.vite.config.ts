import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { chunks } from './build/chunks.mjs'
import { buildVerifierPage } from './build/verifier-page.mjs'

const at = (path: string): string => resolve(import.meta.dirname, path)
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { version: string }

/** One build: Electron's main process, the web host and the commands are Node entries of the first part. */
const nodeEntries = { index: 'src/main/index.ts', server: 'src/server/index.ts', verify: 'src/cli/verify.ts', relay: 'src/cli/relay.ts', demo: 'src/cli/demo.ts' }

/** The offline verifier is a file of its own, made beside the renderer. */
const verifierPage: Plugin = { name: 'verifier-page', closeBundle: () => buildVerifierPage(at('out/verifier.html'), version) }

export default defineConfig({
  main: {
    define: { APP_VERSION: JSON.stringify(version) },
    build: {
      outDir: 'out/main',
      /** The demo's, and nothing that ships; the libraries that do are left outside anyway. */
      externalizeDeps: { include: ['playwright'] },
      target: 'node20',
      sourcemap: true,
      rollupOptions: {
        input: Object.fromEntries(Object.entries(nodeEntries).map(([name, path]) => [name, at(path)])),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: at('src/preload/index.ts'),
        /** A sandboxed preload is one CommonJS file: it has no `require` for anything but Electron. */
        output: { format: 'cjs', entryFileNames: 'index.cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    base: './',
    publicDir: false,
    /** The host puts a fresh nonce here in each answer: see src/node/page-security.ts. */
    html: { cspNonce: '__CSP_NONCE__' },
    plugins: [react(), verifierPage],
    build: {
      outDir: at('out/renderer'),
      target: 'chrome140',
      minify: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1200,
      rollupOptions: { input: at('src/renderer/index.html'), output: { codeSplitting: { groups: chunks } } },
    },
  },
})

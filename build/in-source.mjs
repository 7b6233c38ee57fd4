import { createServer, createServerModuleRunner } from 'vite'
import { root } from './setup.mjs'

/**
 * Runs the `main(argv)` of a TypeScript module as it stands, modules that it imports later included: for commands that
 * belong to test/ and are no part of the build.
 * @param {string} path absolute @param {string[]} argv @returns {Promise<number>} its exit code
 */
export async function runInSource(path, argv) {
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
  })
  const runner = createServerModuleRunner(server.environments.ssr, { hmr: false })
  try {
    const { main } = await runner.import(path)
    return (await main(argv)) ?? 0
  } finally {
    await runner.close()
    await server.close()
  }
}

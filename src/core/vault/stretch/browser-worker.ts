import type { StretchWorker } from './stretch-in-worker.ts'

export type StretchWorkerClass = new (address: URL, options: { type: 'module'; name: string }) => StretchWorker

/** Starts the worker that stretches from this app's own files. Written as the bundler reads it, so that it builds the worker. */
export const startStretchWorker = (Worker: StretchWorkerClass): StretchWorker =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'passphrase' })

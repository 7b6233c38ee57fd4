import type { GateWorker } from './gate-hands.ts'

export type WorkerClass = new (address: URL, options: { type: 'module'; name: string }) => GateWorker

/** Starts the gate's worker from this app's own files. Written as the bundler reads it, so that it builds the worker. */
export const startGateWorker = (Worker: WorkerClass): GateWorker =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'update gate' })

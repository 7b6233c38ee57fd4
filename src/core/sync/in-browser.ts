/** What a window meets others with, as one part that is fetched for the first huddle. */
export { startGateWorker } from './gate/browser-worker.ts'
export { handsInWorker } from './gate/gate-hands.ts'
export { webrtcTransport } from './webrtc-transport.ts'

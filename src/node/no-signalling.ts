import { ProblemError } from '../core/model/problem.ts'
import type { SignallingCalls } from './host-handlers.ts'

const refuse = async (): Promise<never> => {
  throw new ProblemError({
    code: 'signalling-unavailable',
    happened: 'This host cannot invite other people yet.',
    kept: 'Nothing was changed.',
    todo: 'Work alone for now.',
  })
}

export const noSignalling: SignallingCalls = {
  'signalling.start': refuse,
  'signalling.status': async () => ({ kind: 'stopped' }),
  'signalling.stop': async () => ({ kind: 'stopped' }),
  'signalling.admit': refuse,
  'signalling.end': refuse,
}

import { useEffect, useState } from 'react'
import type { Service } from '../../core/model/service.ts'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'

/** The team's directory, by name; undefined while it is read. What keeps it from being read goes to the place's boundary. */
export function useServices(): readonly Service[] | undefined {
  const { directory } = useDesk()
  const services = useObservable(directory.services)
  const [failed, setFailed] = useState<{ readonly error: unknown }>()
  useEffect(() => {
    directory.load().catch((error: unknown) => setFailed({ error }))
  }, [directory])
  if (failed) throw failed.error
  return services
}

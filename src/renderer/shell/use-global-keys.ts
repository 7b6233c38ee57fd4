import { useEffect, useEffectEvent } from 'react'

export interface GlobalKeys {
  readonly find: () => void
  readonly showKeys: () => void
  readonly lock: () => void
}

/** The keys that work everywhere. `?` is only a question mark while somebody writes. */
export function useGlobalKeys({ find, showKeys, lock }: GlobalKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const command = event.ctrlKey || event.metaKey
    const key = event.key.toLowerCase()
    if (command && event.shiftKey && key === 'l') run(event, lock)
    else if (command && !event.shiftKey && !event.altKey && key === 'k') run(event, find)
    else if (!command && !event.altKey && event.key === '?' && !isWriting(event.target)) run(event, showKeys)
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

function run(event: KeyboardEvent, action: () => void): void {
  event.preventDefault()
  action()
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement
}

import { useCallback, useEffect, useRef, useState } from 'react'

export const columns = ['agenda', 'person', 'decision'] as const
export type Column = (typeof columns)[number]

export interface Columns {
  /** The column that is in front where there is room for one. */
  readonly front: Column
  show(column: Column): void
  /** Brings a column to the front and puts the keyboard there, where it last was. */
  go(column: Column): void
  readonly ref: (column: Column) => (element: HTMLElement | null) => void
}

const byDigit: Readonly<Record<string, Column>> = { '1': 'agenda', '2': 'person', '3': 'decision' }

/** Moves between the parts of the screen: F6 and Shift+F6 in turn, Ctrl (or Cmd) and a digit at once. */
export function useColumns(): Columns {
  const [front, setFront] = useState<Column>('person')
  const elements = useRef(new Map<Column, HTMLElement>())
  const lastFocus = useRef(new Map<Column, HTMLElement>())
  const [wanted, setWanted] = useState<{ column: Column } | undefined>()

  const go = useCallback((column: Column) => {
    setFront(column)
    setWanted({ column })
  }, [])

  useEffect(() => {
    if (!wanted) return
    const element = elements.current.get(wanted.column)
    const last = lastFocus.current.get(wanted.column)
    if (last && element?.contains(last)) last.focus()
    else element?.focus()
  }, [wanted])

  useEffect(() => {
    const here = (): Column | undefined => columns.find((column) => elements.current.get(column)?.contains(document.activeElement))
    const onFocus = (event: FocusEvent): void => {
      const column = here()
      if (column && event.target instanceof HTMLElement) lastFocus.current.set(column, event.target)
    }
    const onKey = (event: KeyboardEvent): void => {
      const digit = event.ctrlKey || event.metaKey ? byDigit[event.key] : undefined
      if (event.key !== 'F6' && !digit) return
      event.preventDefault()
      const at = columns.indexOf(here() ?? 'agenda')
      const next = columns[(at + (event.shiftKey ? 2 : 1)) % columns.length]
      go(digit ?? (here() ? (next ?? 'agenda') : 'agenda'))
    }
    document.addEventListener('focusin', onFocus)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('keydown', onKey)
    }
  }, [go])

  const ref = useCallback(
    (column: Column) => (element: HTMLElement | null) => {
      if (element) elements.current.set(column, element)
      else elements.current.delete(column)
    },
    [],
  )
  return { front, show: setFront, go, ref }
}

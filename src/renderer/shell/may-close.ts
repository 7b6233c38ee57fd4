export interface DialogWork {
  /** Whether what it was asked for is being done: it cannot be called off, and what comes of it is said in the dialog. */
  readonly busy: boolean
  /** Whether something stands in it that was typed there and is kept nowhere yet. */
  readonly written?: boolean | undefined
}

/** Whether a key or a click beside a dialog ends it: no click that went astray does, and nothing that would lose what is written or done. */
export const mayClose = ({ busy, written = false }: DialogWork, reason: 'escapeKeyDown' | 'backdropClick'): boolean =>
  reason === 'escapeKeyDown' && !busy && !written

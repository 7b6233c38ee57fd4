import { useCallback, useState } from 'react'
import type { Checked, FieldErrors } from './forms.ts'
import type { SummaryLine } from './ErrorSummary.tsx'

export interface Form<T, Draft> {
  readonly draft: Draft
  readonly set: <K extends keyof Draft>(field: K, value: Draft[K]) => void
  readonly errors: FieldErrors<Draft>
  /** How often a check has failed: the error summary takes the focus when it goes up. */
  readonly attempts: number
  readonly summary: readonly SummaryLine[]
  /** The checked value, or undefined with `errors` filled in. */
  readonly check: () => T | undefined
}

/** A form's draft, checked as a whole when somebody goes on; a field's error goes away as the field changes. */
export function useForm<T, Draft extends object>(first: Draft, checkDraft: (draft: Draft) => Checked<T, Draft>): Form<T, Draft> {
  const [draft, setDraft] = useState(first)
  const [errors, setErrors] = useState<FieldErrors<Draft>>({})
  const [attempts, setAttempts] = useState(0)
  const set = useCallback(<K extends keyof Draft>(field: K, value: Draft[K]) => {
    setDraft((now) => ({ ...now, [field]: value }))
    setErrors((now) => ({ ...now, [field]: undefined }))
  }, [])
  const summary = Object.entries(errors).flatMap(([field, text]) => (typeof text === 'string' ? [{ field, text }] : []))
  return {
    draft,
    set,
    errors,
    attempts,
    summary,
    check() {
      const checked = checkDraft(draft)
      setErrors(checked.ok ? {} : checked.errors)
      if (!checked.ok) setAttempts((count) => count + 1)
      return checked.ok ? checked.value : undefined
    },
  }
}

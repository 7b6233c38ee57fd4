/** What has been added to the prototypes that everything shares; nothing may ever be. */
export function pollution(): string[] {
  return [Object.prototype, Array.prototype, Function.prototype, String.prototype].flatMap((shared) => {
    const usual = known.get(shared) ?? new Set()
    return Reflect.ownKeys(shared).flatMap((key) => (usual.has(key) ? [] : [String(key)]))
  })
}

const known = new Map<object, ReadonlySet<string | symbol>>(
  [Object.prototype, Array.prototype, Function.prototype, String.prototype].map((shared) => [shared, new Set(Reflect.ownKeys(shared))]),
)

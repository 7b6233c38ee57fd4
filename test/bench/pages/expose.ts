/** What a page can be asked to do: plain data in, plain data out. */
export type Operations = Readonly<Record<string, (...args: never[]) => Promise<unknown>>>

declare global {
  var bench: (name: string, args: readonly unknown[]) => Promise<unknown>
}

/** Lets the process that drives this page ask for these operations by name. */
export function expose(operations: Operations): void {
  globalThis.bench = async (name, args) => {
    const operation = operations[name]
    if (!operation) throw new TypeError(`this page has no ${name}`)
    return Reflect.apply(operation, undefined, args)
  }
}

/** Does `work` with each in turn, also after it has failed with one. @throws the first failure, once all were tried. */
export async function tryEach<T>(all: Iterable<T>, work: (each: T) => Promise<void>): Promise<void> {
  let failed: { readonly error: unknown } | undefined
  for (const each of all) {
    try {
      await work(each)
    } catch (error) {
      failed ??= { error }
    }
  }
  if (failed) throw failed.error
}

/** Offers what contains the typed text, and nothing once it is typed out: the list would only be in the way. */
export function notTypedYet<T>(nameOf: (option: T) => string) {
  return (options: readonly T[], { inputValue }: { readonly inputValue: string }): T[] => {
    const typed = inputValue.trim().toLocaleLowerCase('en-GB')
    const names = options.map((option) => ({ option, name: nameOf(option).toLocaleLowerCase('en-GB') }))
    if (names.some(({ name }) => name === typed)) return []
    return names.filter(({ name }) => name.includes(typed)).map(({ option }) => option)
  }
}

const inThousands = new Intl.NumberFormat('en-GB')

/** What is said of a text that is longer than its field takes; undefined where it fits. Nothing of it is cut. */
export function tooLongInWords(text: string, maximum: number): string | undefined {
  const over = text.trim().length - maximum
  if (over <= 0) return undefined
  const characters = over === 1 ? '1 character' : `${inThousands.format(over)} characters`
  return `This is ${characters} longer than the ${inThousands.format(maximum)} that are kept here. Nothing was cut: shorten it first.`
}

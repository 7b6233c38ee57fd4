import type { Run } from './fonts.ts'

export type Line = readonly Run[]
export type Measure = (run: Run) => number

/**
 * Breaks runs into lines no wider than `width` points: between words where it can, inside a word only where the word
 * alone is too wide. One paragraph at a time: the text holds no line ends.
 */
export function breakLines(runs: readonly Run[], width: number, measure: Measure): Line[] {
  const lines: Run[][] = []
  let line: Run[] = []
  let used = 0
  const flush = (): void => {
    const trimmed = trimEnd(line)
    if (trimmed.length > 0) lines.push(trimmed)
    line = []
    used = 0
  }
  for (const word of words(runs)) {
    const size = widthOf(word, measure)
    // To measure is most of the work, and with its spaces most words fit already.
    const visible = used + size <= width ? size : widthOf(trimEnd(word), measure)
    if (used + visible > width && line.length > 0) flush()
    if (visible <= width) {
      line.push(...word)
      used += size
      continue
    }
    for (const run of word) {
      for (const char of run.text) {
        const one = { font: run.font, text: char }
        const wide = measure(one)
        if (used + wide > width) flush()
        line.push(one)
        used += wide
      }
    }
  }
  flush()
  return lines.map(joined)
}

const widthOf = (word: readonly Run[], measure: Measure): number => word.reduce((total, run) => total + measure(run), 0)

/** Words with the spaces that follow them; one word may take several fonts. */
function words(runs: readonly Run[]): Run[][] {
  const all: Run[][] = []
  let word: Run[] = []
  for (const { font, text } of runs) {
    for (const piece of text.match(/[^ ]+ *| +/g) ?? []) {
      word.push({ font, text: piece })
      if (piece.endsWith(' ')) {
        all.push(word)
        word = []
      }
    }
  }
  if (word.length > 0) all.push(word)
  return all
}

function trimEnd(runs: readonly Run[]): Run[] {
  const last = runs.at(-1)
  if (!last) return []
  const text = last.text.trimEnd()
  return text ? [...runs.slice(0, -1), { font: last.font, text }] : trimEnd(runs.slice(0, -1))
}

function joined(line: readonly Run[]): Run[] {
  const runs: { font: string; text: string }[] = []
  for (const { font, text } of line) {
    const last = runs.at(-1)
    if (last?.font === font) last.text += text
    else runs.push({ font, text })
  }
  return runs
}

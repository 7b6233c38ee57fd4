/** Resolves after the screen has been drawn once more: what is about to keep the processor busy is announced first. */
export function nextPaint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))
}

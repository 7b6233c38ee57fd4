import type { MessageBoxSyncOptions, WebContents } from 'electron'

const question: MessageBoxSyncOptions = {
  type: 'warning',
  message: 'This window holds words that are kept nowhere else.',
  detail: 'They were typed and not sent, or this computer could not write them. They go with the window. Stay, and the screen says what can be done.',
  buttons: ['Stay', 'Close all the same'],
  defaultId: 0,
  cancelId: 0,
  noLink: true,
}

/**
 * Asks where a page says that it should not be left: Electron by itself keeps such a window open without a word.
 * @param choose shows a question and gives the number of the button that was chosen
 */
export function askBeforeClosing(contents: Pick<WebContents, 'on'>, choose: (question: MessageBoxSyncOptions) => number): void {
  contents.on('will-prevent-unload', (event) => {
    // What is prevented here is the page's objection.
    if (choose(question) === 1) event.preventDefault()
  })
}

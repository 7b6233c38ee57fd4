/** The keys of the huddle's screen, for the help that `?` opens. */
export const huddleKeys: readonly { readonly keys: string; readonly does: string }[] = [
  { keys: 'F6, Shift+F6', does: 'Go to the next or the previous part: agenda, person, decision' },
  { keys: 'Ctrl+1, Ctrl+2, Ctrl+3', does: 'Go to the agenda, the person, the decision (in the desktop app)' },
  { keys: 'Alt+Up, Alt+Down', does: 'Move the person that is chosen on the agenda earlier or later' },
  { keys: 'Ctrl+Alt+M', does: 'Comment on the words that are chosen in the formulation' },
  { keys: 'Ctrl+Alt+S', does: 'Suggest in the formulation instead of changing it, or stop suggesting' },
  { keys: 'Ctrl+Z, Ctrl+Y', does: 'Undo or redo what I wrote; what colleagues wrote stays' },
]

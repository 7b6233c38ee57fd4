import { command, type KeyHelp } from '../../shell/key-help.ts'

/** The keys of the huddle's screen, for the help that `?` opens. */
export const huddleKeys: readonly KeyHelp[] = [
  { does: 'Go to the next or the previous part: agenda, person, decision', keys: [['F6'], ['Shift', 'F6']] },
  { does: 'Go to the agenda, the person, the decision (in the desktop app)', keys: [[command, '1'], [command, '2'], [command, '3']] },
  { does: 'Move the person who is chosen on the agenda earlier or later', keys: [['Alt', '↑'], ['Alt', '↓']] },
  { does: 'Comment on the words that are chosen in the formulation', keys: [[command, 'Alt', 'M']] },
  { does: 'Suggest in the formulation instead of changing it, or stop suggesting', keys: [[command, 'Alt', 'S']] },
  { does: 'Undo or redo what I wrote; what colleagues wrote stays', keys: [[command, 'Z'], [command, 'Y']] },
]

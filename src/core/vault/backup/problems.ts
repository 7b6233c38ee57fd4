import type { Problem } from '../../model/problem.ts'

const kept = 'Nothing was changed on this computer, and the file was left as it is.'

export const notABackup: Problem = {
  code: 'not-a-backup',
  happened: 'This file is not a backup that MDT Huddle has made.',
  kept,
  todo: 'Choose a file whose name ends in .mdtbackup.',
}

export const newerBackup: Problem = {
  code: 'newer-backup',
  happened: 'A newer MDT Huddle has made this backup, and this one cannot read it whole.',
  kept,
  todo: 'Restore it with the newer MDT Huddle, or update this one.',
}

/** @param at the byte from which on it cannot be read */
export const damagedBackup = (at: number): Problem => ({
  code: 'damaged-backup',
  happened: `This backup is damaged or cut short: it cannot be read from byte ${at.toLocaleString('en-GB')} on.`,
  kept,
  todo: 'Choose another backup. If there is none, keep this file and show it to whoever looks after MDT Huddle for your team.',
})

export const backupTooLarge: Problem = {
  code: 'backup-too-large',
  happened: 'What is kept here is more than one backup file holds: 4 GB.',
  kept: 'Nothing was written.',
  todo: 'Tell whoever looks after MDT Huddle for your team.',
}

export const wrongBackupPassphrase: Problem = {
  code: 'wrong-passphrase',
  happened: 'That passphrase does not open this backup: it opens with the one that was in use when it was made.',
  kept,
  todo: 'Check capital letters and the keyboard’s language, or use the recovery code of that time.',
}

export const wrongBackupCode: Problem = {
  code: 'wrong-recovery-code',
  happened: 'That recovery code does not open this backup: it opens with the newest code that there was when it was made.',
  kept,
  todo: 'Use that code, or the passphrase of that time.',
}

export const stopped: Problem = {
  code: 'stopped',
  happened: 'It was stopped, as you asked.',
  kept: 'Nothing was changed, and no half-written backup was left.',
  todo: 'Start it again whenever you like.',
}

export const erasedMeanwhile: Problem = {
  code: 'erased-meanwhile',
  happened: 'Somebody was erased while the backup was being made, so it was thrown away: it would still have held them.',
  kept: 'Nothing else was changed.',
  todo: 'Make it again.',
}

export const backupDiffers: Problem = {
  code: 'backup-differs',
  happened: 'The backup was written, but what was read back is not what was written.',
  kept: 'Nothing was changed on this computer. The file was not given its name.',
  todo: 'That disk may be failing: choose another folder, then make the backup again.',
}

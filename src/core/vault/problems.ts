import type { Problem } from '../model/problem.ts'

export const wrongPassphrase: Problem = {
  code: 'wrong-passphrase',
  happened: 'That passphrase does not open this vault.',
  kept: 'Nothing was changed; everything in the vault is still there.',
  todo: 'Check capital letters and the keyboard’s language, then try again.',
}

export const shortPassphrase: Problem = {
  code: 'passphrase-too-short',
  happened: 'The passphrase is too short to protect the people in this vault.',
  kept: 'Nothing was made.',
  todo: 'Choose at least 12 characters: three or four unrelated words do well.',
}

export const vaultExists: Problem = {
  code: 'vault-exists',
  happened: 'There is a vault on this computer already.',
  kept: 'It was left as it is.',
  todo: 'Unlock it with its passphrase.',
}

export const copyBehind = (because: string): Problem => ({
  code: 'copy-behind',
  happened: `What was written last is not in the second copy that is kept on this computer. ${because}`,
  kept: 'It is in MDT Huddle’s own store, as far as that says that it is saved.',
  todo: 'Go on, and leave this window open: it is tried again by itself. Make room on this computer, or start MDT Huddle again, if this stays.',
})

export const copyBusy: Problem = {
  code: 'copy-busy',
  happened: 'The second copy of this vault is being written by other windows all the time, so it could not be made anew.',
  kept: 'What is kept in MDT Huddle’s own store is untouched.',
  todo: 'Close the other windows of MDT Huddle; it is tried again by itself.',
}

export const copySilent: Problem = {
  code: 'copy-silent',
  happened: 'The disk with the second copy of this vault does not answer.',
  kept: 'What is kept in MDT Huddle’s own store is untouched.',
  todo: 'Look whether the folder of your settings is on a disk or a network that can be reached; it is tried again by itself.',
}

export const copyOpensAsBefore = (because: string): Problem => ({
  code: 'copy-opens-as-before',
  happened: `That is changed. The second copy of this vault could not be made anew, so what opened it until now still opens that copy. ${because}`,
  kept: 'The vault itself opens as you have just said, and in no other way.',
  todo: 'Make room on this computer, or look whether its disk can be reached; then lock and unlock: the copy is made anew, and the former one destroyed.',
})

export const noCopy: Problem = {
  code: 'no-copy',
  happened: 'The second copy of this vault is not there, or none of it can be read.',
  kept: 'Nothing was changed.',
  todo: 'Restore from a backup, or tell whoever looks after MDT Huddle for your team.',
}

export const noVault: Problem = {
  code: 'no-vault',
  happened: 'There is no vault on this computer.',
  kept: 'Nothing was changed.',
  todo: 'Set up your team first.',
}

export const newerVault: Problem = {
  code: 'newer-vault',
  happened: 'A newer MDT Huddle has written this vault, and this one would damage it.',
  kept: 'The vault was left as it is.',
  todo: 'Start the newer MDT Huddle, or update this one.',
}

export const vaultLocked: Problem = {
  code: 'vault-locked',
  happened: 'The vault is locked.',
  kept: 'Everything that was saved is kept.',
  todo: 'Unlock it with your passphrase.',
}

export const slipInCode: Problem = {
  code: 'recovery-slip',
  happened: 'There is a slip in the recovery code: it has eleven groups of five letters, and these do not fit together.',
  kept: 'Nothing was changed; everything in the vault is still there.',
  todo: 'Compare it with the printed code group by group, then try again.',
}

export const noRecoveryCode: Problem = {
  code: 'no-recovery-code',
  happened: 'No recovery code was ever made for this vault.',
  kept: 'Nothing was changed; everything in the vault is still there.',
  todo: 'Unlock it with its passphrase.',
}

export const wrongRecoveryCode: Problem = {
  code: 'wrong-recovery-code',
  happened: 'That recovery code does not open this vault: it is another vault’s, or a newer code has replaced it.',
  kept: 'Nothing was changed; everything in the vault is still there.',
  todo: 'Use the code that was made last, or the passphrase.',
}

export const noComputerKey: Problem = {
  code: 'no-computer-key',
  happened: 'This computer’s key store does not open this vault.',
  kept: 'Nothing was changed; everything in the vault is still there.',
  todo: 'Unlock it with your passphrase.',
}

/** @param wait milliseconds */
export function tooManyTries(wait: number): Problem {
  const seconds = Math.ceil(wait / 1000)
  const time = seconds < 120 ? `${seconds} ${seconds === 1 ? 'second' : 'seconds'}` : `${Math.ceil(seconds / 60)} minutes`
  return {
    code: 'too-many-tries',
    happened: 'The vault was tried in vain several times, so it waits before it can be tried again.',
    kept: 'Nothing was changed; everything in the vault is still there.',
    todo: `Wait ${time}, then try again.`,
  }
}

export function noKeyStore(absence: string): Problem {
  return { code: 'no-key-store', happened: absence, kept: 'Your passphrase opens the vault as before.', todo: 'Go on with your passphrase.' }
}

export const notSavedYet: Problem = {
  code: 'not-saved-yet',
  happened: 'The vault was not locked: some of what is written is not saved, because this computer could not write it.',
  kept: 'What is written stays in this window and is tried again every few seconds.',
  todo: 'Make room on this computer until the window says that it is saved, then lock.',
}

export const nothingKept: Problem = {
  code: 'nothing-kept',
  happened: 'This window keeps nothing of anybody, so there is nothing to erase, to back up or to restore.',
  kept: 'Nothing was changed.',
  todo: 'Close the window: what it shows is gone with it.',
}

export const noRoom: Problem = {
  code: 'no-room',
  happened: 'This computer has no room left, so that could not be saved.',
  kept: 'What was saved before is kept, and nothing was half-written.',
  todo: 'Make room on this computer, then do it again.',
}

export const noRoomToUnlock: Problem = {
  code: 'no-room',
  happened: 'This computer has no room left, so the vault cannot be opened: each try has to be counted first.',
  kept: 'Nothing was changed; everything in the vault is still there.',
  todo: 'Make room on this computer, then try again.',
}

export const personErased: Problem = {
  code: 'person-erased',
  happened: 'This person was erased here, so nothing of them is kept on this computer again.',
  kept: 'Nothing was written, and the receipt of the erasure stands.',
  todo: 'If they have come back to the team, add them anew.',
}

export function damagedVault(happened: string): Problem {
  return {
    code: 'damaged-vault',
    happened,
    kept: 'What can still be read was left as it is; nothing was deleted.',
    todo: 'Tell whoever looks after MDT Huddle for your team before you go on writing.',
  }
}

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

export function damagedVault(happened: string): Problem {
  return {
    code: 'damaged-vault',
    happened,
    kept: 'What can still be read was left as it is; nothing was deleted.',
    todo: 'Tell whoever looks after MDT Huddle for your team before you go on writing.',
  }
}

import { RestoreForm } from '../settings/backup/RestoreForm.tsx'
import { restoredInWords } from '../settings/backup/restored-words.ts'
import { useNotify } from '../shell/Notices.tsx'
import { useSession } from '../shell/session-context.tsx'
import { StartFrame } from './StartFrame.tsx'

/** Makes a team's vault of a backup, on a computer that holds none. */
export function RestoreTeam({ onBack }: { readonly onBack: () => void }) {
  const session = useSession()
  const notify = useNotify()
  return (
    <StartFrame
      heading="Restore from a backup"
      about="Your team, its people and who you are come back as they were when the backup was made. Go on with them on this computer only, not on two at once."
    >
      <RestoreForm
        isNew
        onBack={onBack}
        onRestore={async (source, secret, passphrase, watch) => notify(restoredInWords(await session.restore(source, secret, passphrase, watch)))}
      />
    </StartFrame>
  )
}

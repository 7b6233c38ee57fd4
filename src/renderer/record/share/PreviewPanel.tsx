import { Button, Stack, Typography } from '@mui/material'
import type { FiledOutcome } from '../../../core/model/filed-outcome.ts'
import { recipientInWords, type Recipient } from '../../../core/model/recipient.ts'
import type { OptionalSection, Preview } from '../../../core/session/outcome-reading.ts'
import { useNotify } from '../../shell/Notices.tsx'
import { Panel } from '../../shell/Panel.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { useAttempt } from '../../shell/run-with-problem.ts'
import { saveFile } from '../../shell/save-file.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { OutcomeSection } from '../OutcomeSection.tsx'
import { BreakGlassForm } from './BreakGlassForm.tsx'
import { usePreview } from './use-preview.ts'

interface PreviewPanelProps {
  readonly filed: FiledOutcome
  readonly to: Recipient | undefined
  readonly sections: readonly OptionalSection[]
}

/** Exactly what the recipient would get, and the buttons that let it go. */
export function PreviewPanel({ filed, to, sections }: PreviewPanelProps) {
  const { preview, problem } = usePreview(to && { outcome: filed.id, to, sections })
  return (
    <Panel heading={to ? `What ${recipientInWords(to)} gets` : 'What they get'}>
      {!to && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          Say who gets it, and it stands here.
        </Typography>
      )}
      <ProblemNote problem={problem} />
      {to && problem?.code === 'not-agreed' && <BreakGlassForm key={recipientInWords(to)} outcome={filed.id} to={to} />}
      {to && preview && <PreviewOf filed={filed} preview={preview} sections={sections} />}
    </Panel>
  )
}

function PreviewOf({ filed, preview, sections }: { readonly filed: FiledOutcome; readonly preview: Preview; readonly sections: readonly OptionalSection[] }) {
  const { leaving } = useDesk()
  const notify = useNotify()
  const { busy, problem, attempt } = useAttempt()
  const { to, allowedBy, extract } = preview
  const share = async (as: 'pdf' | 'fhir') => {
    const gone = await attempt(async () => saveFile(await leaving.share({ outcome: filed.id, to, sections }, as)))
    if (gone) notify(`Saved for ${recipientInWords(to)}. That it left is noted, and goes into the ledger as soon as the records folder can be reached.`)
  }
  const deliver = async () => {
    if (await attempt(() => leaving.deliver(filed.id, sections))) notify('On its way. What becomes of it is under Record.')
  }
  return (
    <Stack spacing={2}>
      <Typography variant="body2">
        Ground: {allowedBy}. {countWithheld(extract)}
      </Typography>
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
        {to.kind === 'record-system' ? (
          <Button variant="contained" loading={busy} onClick={() => void deliver()}>
            Send it to {to.name}
          </Button>
        ) : (
          <>
            <Button variant="contained" loading={busy} onClick={() => void share('pdf')}>
              Save as a PDF to send
            </Button>
            <Button variant="outlined" loading={busy} onClick={() => void share('fhir')}>
              Save as FHIR to send
            </Button>
          </>
        )}
      </Stack>
      <ProblemNote problem={problem} />
      {extract.sections.map((section) => (
        <OutcomeSection key={section.key} section={section} />
      ))}
    </Stack>
  )
}

function countWithheld({ withheld, leftOut }: Preview['extract']): string {
  const parts = [
    ...(withheld.length > 0 ? [withheld.length === 1 ? 'One passage is withheld' : `${withheld.length} passages are withheld`] : []),
    ...(leftOut.length > 0 ? [leftOut.length === 1 ? 'one section is left out' : `${leftOut.length} sections are left out`] : []),
  ]
  if (parts.length === 0) return 'Nothing is withheld or left out.'
  const text = parts.join(', and ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}; the end says which.`
}

import { Alert, Button, Link, Stack, Typography } from '@mui/material'
import { useCallback, useState } from 'react'
import type { ErasureReceipt } from '../../../core/model/erasure.ts'
import { personInitials, type Person } from '../../../core/model/person.ts'
import { mayBeErased, retentionInWords } from '../../../core/model/retention.ts'
import { EmptyNote } from '../../shell/EmptyNote.tsx'
import { Page } from '../../shell/Page.tsx'
import { Panel } from '../../shell/Panel.tsx'
import { PersonBanner } from '../../shell/PersonBanner.tsx'
import { ProblemNote } from '../../shell/ProblemNote.tsx'
import { hashHref, routes } from '../../shell/routes.ts'
import { useDesk } from '../../shell/session-context.tsx'
import { useObservable } from '../../shell/use-observable.ts'
import { useReading } from '../../shell/use-reading.ts'
import { EraseForm } from './EraseForm.tsx'
import { Points } from './Points.tsx'
import { ReceiptNote } from './ReceiptNote.tsx'
import { WhatStays } from './WhatStays.tsx'

/** Erasing everything that is held of one person: what goes, what stays elsewhere, and why it may or may not be done. */
export default function ErasePage({ id }: { readonly id: string }) {
  const person = useObservable(useDesk().people).find((each) => each.id === id)
  const [receipt, setReceipt] = useState<ErasureReceipt>()
  if (receipt) return <Erased receipt={receipt} />
  if (person) return <EraseOne person={person} onErased={setReceipt} />
  return (
    <Page heading="Erase what is held">
      <EmptyNote action={<ToCaseload />}>This person is not on this computer’s caseload.</EmptyNote>
    </Page>
  )
}

const ToCaseload = () => (
  <Button variant="contained" href={hashHref(routes.caseload())}>
    See the caseload
  </Button>
)

function EraseOne({ person, onErased }: { readonly person: Person; readonly onErased: (receipt: ErasureReceipt) => void }) {
  const desk = useDesk()
  const kept = useReading(useCallback(() => desk.retention(person.id), [desk, person]))
  const filed = useReading(useCallback(() => desk.inTheRecord(person.id), [desk, person]))
  // Nobody is erased by what an earlier reading said.
  const problem = kept.problem ?? filed.problem
  const [retention, record] = problem ? [] : [kept.value, filed.value]
  const may = retention !== undefined && mayBeErased(retention)
  const initials = personInitials(person)
  return (
    <>
      <PersonBanner person={person} />
      <Page
        width="reading"
        heading={`Erase what is held of ${initials}`}
        windowTitle="Erase what is held"
        actions={
          <Button variant="outlined" href={hashHref(routes.person(person.id))}>
            Back to their page
          </Button>
        }
      >
        <Stack spacing={2}>
          <Panel heading="What it does">
            <Points
              points={[
                `The key under which everything of ${initials} is sealed on this computer is destroyed. What was sealed under it, each earlier version too, stays shut for good: nobody can bring it back, nor can we.`,
                'Their initials, and why they were carried over, are taken off every agenda kept here.',
                'A receipt is kept, with a day, a name and a reason. It does not say who they were.',
                'Backups that are made from now on do not hold them.',
              ]}
            />
          </Panel>
          <Panel heading="What it does not reach">
            <Points
              points={[
                'What was filed in the records folder belongs to the record system, which has rules and an erasure of its own. Its ledger names nobody, and still verifies.',
                'Colleagues keep what their own computers hold of this person until they erase it there.',
                'Backups that were made before still hold them, sealed. Destroy those files. Restored here, they do not bring this person back.',
                'Until the storage of this computer has tidied itself up, its disk can hold a trace of the destroyed key, sealed with the vault.',
                'What others’ notes say of this person stays: it was written about somebody else.',
              ]}
            />
          </Panel>
          <ProblemNote problem={problem} />
          {retention && !may && (
            <Alert severity="warning" variant="outlined">
              {initials} cannot be erased now. {retentionInWords(retention)}
            </Alert>
          )}
          {record && record.missing.length > 0 && (
            <Alert severity="warning" variant="outlined">
              What is kept here of {initials} is not all in the record, and goes no sooner than it is.
              <Points points={record.missing} />
              <Link href={hashHref(routes.record())}>Open Record to file or send it</Link>
            </Alert>
          )}
          {may && record?.missing.length === 0 && (
            <>
              <WhatStays stands={record.stands} />
              <EraseForm person={person} why={retentionInWords(retention)} onErased={onErased} />
            </>
          )}
        </Stack>
      </Page>
    </>
  )
}

function Erased({ receipt }: { readonly receipt: ErasureReceipt }) {
  return (
    <Page heading="Erased for good" width="reading" actions={<ToCaseload />}>
      <Panel heading="Receipt">
        <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
          It is kept here, and stands under Settings. It says nothing of who the person was.
        </Typography>
        <ReceiptNote receipt={receipt} />
      </Panel>
    </Page>
  )
}

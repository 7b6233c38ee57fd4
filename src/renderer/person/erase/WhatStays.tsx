import { Typography } from '@mui/material'
import { standingInWords } from '../../../core/model/erasure.ts'
import type { InTheRecord } from '../../../core/session/copies-due.ts'
import { Panel } from '../../shell/Panel.tsx'
import { Points } from './Points.tsx'

/** Where each outcome stands for good once the copy here is gone. */
export function WhatStays({ stands }: Pick<InTheRecord, 'stands'>) {
  return (
    <Panel heading="What stays in the record">
      {stands.length === 0 ? (
        <Typography variant="body2">No outcome of theirs is kept here.</Typography>
      ) : (
        <>
          <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
            Only the copies here go. Each outcome has a receipt, which is kept with that of the erasure.
          </Typography>
          <Points points={stands.map(standingInWords)} />
        </>
      )}
    </Panel>
  )
}

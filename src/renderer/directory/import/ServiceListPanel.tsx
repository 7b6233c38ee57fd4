import { Box, Button, Typography } from '@mui/material'
import { useState } from 'react'
import { Panel } from '../../shell/Panel.tsx'

interface ServiceListPanelProps {
  readonly heading: string
  readonly services: readonly { readonly source: string; readonly name: string; readonly said: string }[]
}

const shownAtOnce = 25

/** Services by name, with one quiet line about each. */
export function ServiceListPanel({ heading, services }: ServiceListPanelProps) {
  const [shown, setShown] = useState(shownAtOnce)
  return (
    <Panel heading={heading}>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {services.slice(0, shown).map(({ source, name, said }) => (
          <Box component="li" key={source} sx={{ py: 0.75, overflowWrap: 'anywhere', '& + &': { borderTop: 1, borderColor: 'divider' } }}>
            <Typography sx={{ fontWeight: 550 }}>{name}</Typography>
            {said !== '' && (
              <Typography variant="body2" color="textSecondary">
                {said}
              </Typography>
            )}
          </Box>
        ))}
      </Box>
      {services.length > shown && (
        <Button sx={{ mt: 1 }} onClick={() => setShown(shown + shownAtOnce * 4)}>
          Show more of the {(services.length - shown).toLocaleString('en-GB')} that remain
        </Button>
      )}
    </Panel>
  )
}

import { FormControlLabel, Stack, Switch, Typography } from '@mui/material'
import { RecordsFolderPanel } from '../record/RecordsFolderPanel.tsx'
import { Page } from '../shell/Page.tsx'
import { Panel } from '../shell/Panel.tsx'
import { usePrivateScreen } from '../shell/private-screen.tsx'
import { useDesk } from '../shell/session-context.tsx'
import { useObservable } from '../shell/use-observable.ts'
import { AppearancePanel } from './AppearancePanel.tsx'
import { BackupPanel } from './backup/BackupPanel.tsx'
import { RestorePanel } from './backup/RestorePanel.tsx'
import { IceServersPanel } from './IceServersPanel.tsx'
import { RecordServerPanel } from './RecordServerPanel.tsx'
import { RelayPanel } from './RelayPanel.tsx'
import { ComputerPanel } from './vault/ComputerPanel.tsx'
import { ErasuresPanel } from './vault/ErasuresPanel.tsx'
import { LockPanel } from './vault/LockPanel.tsx'
import { PassphrasePanel } from './vault/PassphrasePanel.tsx'
import { RecoveryPanel } from './vault/RecoveryPanel.tsx'
import { StorePanel } from './vault/StorePanel.tsx'
import { RemovePracticePanel } from './RemovePracticePanel.tsx'

export function SettingsPage() {
  const desk = useDesk()
  const { team } = useObservable(desk.profile)
  const privateScreen = usePrivateScreen()
  return (
    <Page heading="Settings" width="reading" about="For this computer only.">
      <Stack spacing={2}>
        <AppearancePanel />
        <Panel heading="Shared screens">
          <FormControlLabel
            control={<Switch checked={privateScreen.on} onChange={(_event, on) => privateScreen.set(on)} slotProps={{ input: { 'aria-describedby': 'private-screen-help' } }} />}
            label="Private screen"
          />
          <Typography id="private-screen-help" variant="body2" sx={{ color: 'text.secondary' }}>
            For when others can see this display: lists and the finder show initials in place of names. It lasts until you turn it off or close
            the window.
          </Typography>
        </Panel>
        {!desk.guest && <RecordsFolderPanel />}
        {!desk.guest && <RecordServerPanel />}
        {!desk.guest && <RelayPanel />}
        {!desk.guest && <IceServersPanel />}
        {!desk.guest && <LockPanel />}
        {!desk.guest && !team.practice && <PassphrasePanel />}
        {!desk.guest && !team.practice && <RecoveryPanel />}
        {!desk.guest && !team.practice && <ComputerPanel />}
        {!desk.guest && <StorePanel />}
        {!desk.guest && !team.practice && <BackupPanel />}
        {!desk.guest && !team.practice && <RestorePanel />}
        {!desk.guest && <ErasuresPanel />}
        {team.practice && !desk.guest && <RemovePracticePanel name={team.name} />}
      </Stack>
    </Page>
  )
}

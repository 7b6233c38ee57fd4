import { lazy, Suspense } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { ActionsPage } from '../actions/ActionsPage.tsx'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { JoinTeamPage } from '../team/JoinTeamPage.tsx'
import { TeamPage } from '../team/TeamPage.tsx'
import { TodayPage } from '../today/TodayPage.tsx'
import { PlaceBoundary } from './PlaceBoundary.tsx'
import { QuietProgress } from './QuietProgress.tsx'
import { patterns, placeAt, routes } from './routes.ts'

const HuddlePlace = lazy(async () => ({ default: (await import('../huddle/HuddlePlace.tsx')).HuddlePlace }))
const JoinPlace = lazy(async () => ({ default: (await import('../huddle/JoinPlace.tsx')).JoinPlace }))
const CaseloadPlace = lazy(() => import('../caseload/CaseloadPlace.tsx'))
const ImportPlace = lazy(() => import('../caseload/ImportPlace.tsx'))
const DirectoryPlace = lazy(() => import('../directory/DirectoryPlace.tsx'))
const ImportDirectoryPlace = lazy(() => import('../directory/ImportDirectoryPlace.tsx'))
const ServicePlace = lazy(() => import('../directory/ServicePlace.tsx'))
const PersonPlace = lazy(() => import('../person/PersonPlace.tsx'))
const AccessPage = lazy(() => import('../person/access/AccessPage.tsx'))
const ErasePage = lazy(() => import('../person/erase/ErasePage.tsx'))
const RecordPage = lazy(() => import('../record/RecordPage.tsx'))
const TrailPage = lazy(() => import('../record/trail/TrailPage.tsx'))
const OutcomePage = lazy(() => import('../record/OutcomePage.tsx'))
const SharePage = lazy(() => import('../record/share/SharePage.tsx'))
const LetterPage = lazy(() => import('../record/letter/LetterPage.tsx'))

/** What stands at each address. Light places come with the first load, heavy ones when they are first opened. */
export function Places({ guest }: { readonly guest: boolean }) {
  const [location] = useLocation()
  return (
    <PlaceBoundary key={placeAt(location)}>
      <Suspense fallback={<QuietProgress>Opening</QuietProgress>}>{guest ? <GuestPlaces /> : <MemberPlaces />}</Suspense>
    </PlaceBoundary>
  )
}

function MemberPlaces() {
  return (
    <Switch>
      <Route path={patterns.today}>
        <TodayPage />
      </Route>
      <Route path={patterns.caseload}>
        <CaseloadPlace />
      </Route>
      <Route path={patterns.caseloadView}>{({ view }) => <CaseloadPlace view={view} />}</Route>
      <Route path={patterns.caseloadImport}>
        <ImportPlace />
      </Route>
      <Route path={patterns.huddle}>
        <HuddlePlace />
      </Route>
      <Route path={patterns.join}>{({ code }) => <JoinPlace code={code} />}</Route>
      <Route path={patterns.person}>{({ id }) => <PersonPlace key={id} id={id} />}</Route>
      <Route path={patterns.access}>{({ id }) => <AccessPage key={id} id={id} />}</Route>
      <Route path={patterns.erase}>{({ id }) => <ErasePage key={id} id={id} />}</Route>
      <Route path={patterns.actions}>
        <ActionsPage />
      </Route>
      <Route path={patterns.directory}>
        <DirectoryPlace />
      </Route>
      <Route path={patterns.directoryImport}>
        <ImportDirectoryPlace />
      </Route>
      <Route path={patterns.service}>{({ id }) => <ServicePlace key={id} id={id} />}</Route>
      <Route path={patterns.record}>
        <RecordPage />
      </Route>
      <Route path={patterns.outcome}>{({ id }) => <OutcomePage id={id} />}</Route>
      <Route path={patterns.trail}>
        <TrailPage />
      </Route>
      <Route path={patterns.trailOf}>{({ person }) => <TrailPage key={person} person={person} />}</Route>
      <Route path={patterns.share}>{({ id }) => <SharePage key={id} id={id} />}</Route>
      <Route path={patterns.letter}>{({ id }) => <LetterPage key={id} id={id} />}</Route>
      <Route path={patterns.team}>
        <TeamPage />
      </Route>
      <Route path={patterns.joinTeam}>
        <JoinTeamPage />
      </Route>
      <Route path={patterns.settings}>
        <SettingsPage />
      </Route>
      <Route>
        <Redirect to={routes.today()} replace />
      </Route>
    </Switch>
  )
}

/** A guest has the huddle and how it looks; everything else belongs to a team's own computer. */
function GuestPlaces() {
  return (
    <Switch>
      <Route path={patterns.settings}>
        <SettingsPage />
      </Route>
      <Route path={patterns.huddle}>
        <HuddlePlace />
      </Route>
      <Route>
        <Redirect to={routes.huddle()} replace />
      </Route>
    </Switch>
  )
}

import type { HuddleId, OutcomeId, PersonId, ServiceId } from '../../core/model/ids.ts'

/** The caseload's saved views, as its address names them: `/caseload/view/unowned`. */
export const caseloadViews = ['everyone', 'mine', 'unowned', 'review-due', 'waiting', 'moved-on'] as const
export type CaseloadView = (typeof caseloadViews)[number]

/** Patterns for wouter's `Route`. Every place has its own address, after the `#`. */
export const patterns = {
  today: '/',
  caseload: '/caseload',
  caseloadView: '/caseload/view/:view',
  caseloadImport: '/caseload/import',
  person: '/person/:id',
  access: '/person/:id/everything-held',
  erase: '/person/:id/erase',
  huddle: '/huddle/:id?',
  join: '/join/:code',
  seat: '/seat/:code',
  actions: '/actions',
  directory: '/directory',
  directoryImport: '/directory/import',
  service: '/directory/:id',
  record: '/record',
  outcome: '/record/outcome/:id',
  trail: '/record/trail',
  trailOf: '/record/trail/:person',
  share: '/record/outcome/:id/share',
  letter: '/record/outcome/:id/letter',
  team: '/team',
  joinTeam: '/team/join',
  settings: '/settings',
} as const

/** Addresses to navigate to, and for `href` on wouter's `Link` (which adds the `#`). */
export const routes = {
  today: () => patterns.today,
  caseload: (view?: CaseloadView) => (view ? `/caseload/view/${view}` : patterns.caseload),
  caseloadImport: () => patterns.caseloadImport,
  person: (id: PersonId) => `/person/${id}`,
  access: (id: PersonId) => `/person/${id}/everything-held`,
  erase: (id: PersonId) => `/person/${id}/erase`,
  huddle: () => '/huddle',
  liveHuddle: (id: HuddleId) => `/huddle/${id}`,
  join: (code: string) => `/join/${code}`,
  actions: () => patterns.actions,
  directory: () => patterns.directory,
  directoryImport: () => patterns.directoryImport,
  service: (id: ServiceId) => `/directory/${id}`,
  record: () => patterns.record,
  outcome: (id: OutcomeId) => `/record/outcome/${id}`,
  trail: (person?: PersonId) => (person ? `/record/trail/${person}` : patterns.trail),
  share: (id: OutcomeId) => `/record/outcome/${id}/share`,
  letter: (id: OutcomeId) => `/record/outcome/${id}/letter`,
  team: () => patterns.team,
  joinTeam: () => patterns.joinTeam,
  settings: () => patterns.settings,
} as const

/** What keeps a place as it is while its address changes: a huddle with its own address, or a view of the caseload, is no other place. */
export function placeAt(location: string): string {
  if (location.startsWith(`${routes.huddle()}/`)) return routes.huddle()
  return location.startsWith(`${routes.caseload()}/view/`) ? routes.caseload() : location
}

/** The invite that an address carries: `/join/…` for whoever opens the link, `/seat/…` in a guest's own window. */
export function inviteIn(location: string): string | undefined {
  return /^\/(?:join|seat)\/([A-Za-z0-9._-]+)$/.exec(location)?.[1]
}

/** The same as an `href` for a plain anchor, the `#` included. */
export const hashHref = (route: string): string => `#${route}`

import { service, type ReadService, type Service } from '../../../src/core/model/service.ts'

/** A synthetic service; `change` says what is particular about it. */
export function aService(change: Readonly<Record<string, unknown>> = {}): Service {
  return service.parse({
    id: 'd'.repeat(32),
    directory: 'West side',
    source: 'walkers',
    name: 'Canal Walkers',
    organisation: 'Towpath Trust',
    description: 'Slow walks along the canal.',
    state: 'active',
    alert: '',
    needs: ['company'],
    areas: ['Kirkstall'],
    eligibility: '',
    languages: [],
    contacts: [{ kind: 'phone', value: '0113 496 0201', about: '' }],
    howToAsk: '',
    opening: [],
    costs: [],
    access: [],
    updatedAt: '2026-11-01T09:00:00.000Z',
    ...change,
  })
}

/** The same as a directory says it. */
export function asRead({ id: _id, directory: _directory, notListedSince: _since, updatedAt: _at, ...read }: Service): ReadService {
  return read
}

import type { GridColDef } from '@mui/x-data-grid'
import { clinicalDate, type CalendarDate } from '../../core/model/dates.ts'
import { bannerName, bannerNhsNumber, personInitials, type Person } from '../../core/model/person.ts'
import { workingHoursSince, workingTimeInWords } from '../../core/model/working-time.ts'
import { DayText } from '../shell/DayText.tsx'
import { hashHref, routes, type CaseloadView } from '../shell/routes.ts'
import { isInView } from './caseload-views.ts'

interface Showing {
  readonly view: CaseloadView
  readonly today: CalendarDate
  /** Milliseconds since 1970. */
  readonly now: number
  /** Others can see this screen: initials only, and nothing else that names somebody. */
  readonly privately: boolean
}

/** The caseload's columns. None of them ranks people, and none says anything of risk. */
export function caseloadColumns({ view, today, now, privately }: Showing): GridColDef<Person>[] {
  const shownName = (person: Person): string => (privately ? personInitials(person) : bannerName(person))
  const name: GridColDef<Person> = {
    field: 'familyName',
    headerName: 'Name',
    flex: 1.6,
    minWidth: 200,
    hideable: false,
    valueGetter: (_value, person) => shownName(person),
    renderCell: ({ row, tabIndex }) => (
      <a href={hashHref(routes.person(row.id))} tabIndex={tabIndex}>
        {shownName(row)}
        {row.preferredName !== '' && !privately && ` “${row.preferredName}”`}
      </a>
    ),
  }
  const waiting: GridColDef<Person> = {
    field: 'waiting',
    headerName: 'Waiting, in working time',
    width: 210,
    valueGetter: (_value, { referredOn }) => workingHoursSince(referredOn, now),
    valueFormatter: (hours: number) => workingTimeInWords(hours),
  }
  return [
    name,
    ...(privately ? [] : identifying),
    ...(view === 'waiting' ? [day('referredOn', 'Referred'), text('referralSource', 'Referred by', 150), waiting] : [text('step', 'Status', 165)]),
    { ...text('keyworker', 'Keyworker', 150), valueFormatter: (keyworker: string) => keyworker || 'Nobody yet' },
    ...(view === 'waiting' ? [] : [reviewColumn(today)]),
    { ...text('area', 'Area', 190), flex: 1 },
  ]
}

const text = (field: keyof Person & string, headerName: string, width: number): GridColDef<Person> => ({ field, headerName, width })

const day = (field: 'referredOn' | 'born', headerName: string): GridColDef<Person> => ({
  field,
  headerName,
  width: 118,
  valueFormatter: (value: CalendarDate) => clinicalDate(value),
  renderCell: ({ row }) => <DayText day={row[field]} />,
})

const identifying: readonly GridColDef<Person>[] = [
  day('born', 'Born'),
  { field: 'nhsNumber', headerName: 'NHS No.', width: 128, valueGetter: (_value, person) => bannerNhsNumber(person) },
]

const reviewColumn = (today: CalendarDate): GridColDef<Person> => ({
  field: 'nextReview',
  headerName: 'Next review',
  width: 165,
  valueGetter: (_value, { nextReview }) => nextReview ?? '',
  renderCell: ({ row }) =>
    row.nextReview ? (
      <span>
        <DayText day={row.nextReview} />
        {isInView(row, 'review-due', today, '') && ' (due)'}
      </span>
    ) : (
      'No date yet'
    ),
})

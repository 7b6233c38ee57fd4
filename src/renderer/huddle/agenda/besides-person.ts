import { clinicalDate, type CalendarDate } from '../../../core/model/dates.ts'
import { bannerBorn, bannerNhsNumber, type Person } from '../../../core/model/person.ts'

/** What tells people of one name apart: born and NHS number, or of that its end alone on a screen that others see; without one, when they came. */
export function besidesPerson(someone: Person, today: CalendarDate, privately: boolean): string {
  const { nhsNumber, referredOn } = someone
  const number =
    nhsNumber.kind === 'known'
      ? `NHS No. ${privately ? `ends ${nhsNumber.number.slice(-4)}` : bannerNhsNumber(someone)}`
      : `NHS No. ${bannerNhsNumber(someone)} · Came to us ${clinicalDate(referredOn)}`
  return privately ? number : `Born ${bannerBorn(someone, today)} · ${number}`
}

import { useEffect, useState } from 'react'
import { dayOf, type CalendarDate } from '../../core/model/dates.ts'

/** Today on this device's clock; turns over at midnight while the window stays open. */
export function useToday(): CalendarDate {
  const [today, setToday] = useState(() => dayOf(Date.now()))
  useEffect(() => {
    const timer = setInterval(() => setToday(dayOf(Date.now())), 60_000)
    return () => clearInterval(timer)
  }, [])
  return today
}

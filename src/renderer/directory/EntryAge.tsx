import { dayOf } from '../../core/model/dates.ts'
import type { Service } from '../../core/model/service.ts'
import { agoInWords } from '../../core/model/service-words.ts'
import { useToday } from '../shell/clock.ts'
import { DayText } from '../shell/DayText.tsx'
import { Facts } from '../shell/Facts.tsx'
import { Panel } from '../shell/Panel.tsx'

/** When its entry was changed, checked and brought in. */
export function EntryAge({ service: { changedAt, checkedOn, updatedAt, directory } }: { readonly service: Service }) {
  const today = useToday()
  const when = (heading: string, day: ReturnType<typeof dayOf>) =>
    [
      heading,
      <span key={heading}>
        <DayText day={day} />, {agoInWords(day, today)}
      </span>,
    ] as const
  return (
    <Panel heading="How old this entry is">
      <Facts
        facts={[
          ...(changedAt ? [when('Changed there', dayOf(Date.parse(changedAt)))] : []),
          ...(checkedOn ? [when('Checked there', checkedOn)] : []),
          ...(changedAt || checkedOn ? [] : [['Looked at', 'Its directory does not say'] as const]),
          when('Brought in here', dayOf(Date.parse(updatedAt))),
          ['From', directory],
        ]}
      />
    </Panel>
  )
}

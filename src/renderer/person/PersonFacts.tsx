import { plainDate } from '../../core/model/dates.ts'
import { agreementInWords, type Person } from '../../core/model/person.ts'
import { DayText } from '../shell/DayText.tsx'
import { Facts } from '../shell/Facts.tsx'
import { Panel } from '../shell/Panel.tsx'

/** What the caseload says of somebody: whom to ask, how to reach them, what they agreed to. */
export function PersonFacts({ person }: { readonly person: Person }) {
  return (
    <>
      <Panel heading="Who is involved">
        <Facts
          facts={[
            ['Keyworker', person.keyworker || 'Nobody yet'],
            ['Where they are', person.step],
            ['Sharing', agreementInWords(person.agreement)],
            ['GP practice', person.gpPractice || 'None'],
            ['Next review', person.nextReview ? <DayText key="review" day={person.nextReview} /> : 'None set'],
          ]}
        />
      </Panel>
      <Panel heading="How to be in touch">
        <Facts
          facts={[
            ['Likes to be called', person.preferredName || person.givenName],
            ['Pronouns', person.pronouns || 'Not said'],
            ['Best way', person.contactPreference],
            ['Language', person.interpreter ? `${person.language}, with an interpreter` : person.language],
            ['Area', person.area],
            ['Came to us', `${plainDate(person.referredOn)}, from ${person.referralSource} (${person.referralRoute.toLowerCase()})`],
            ...(person.nhsNumber.kind === 'absent' ? [['NHS number', person.nhsNumber.reason] as const] : []),
          ]}
        />
      </Panel>
    </>
  )
}

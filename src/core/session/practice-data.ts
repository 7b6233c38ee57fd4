import type { AllocationOption } from '../model/decision.ts'
import type { Person } from '../model/person.ts'

/** One synthetic person, in short: days count from the day of practice. */
export interface PracticePerson {
  readonly family: string
  readonly given: string
  readonly preferred?: string
  readonly title: string
  readonly born: string
  readonly gender: Person['gender']
  readonly pronouns?: string
  /** In the 999 range that is never issued; none where the person has none. */
  readonly nhs?: string
  readonly noNhsBecause?: 'Seeking asylum' | 'Not yet traced'
  readonly practice?: string
  readonly step: Person['step']
  readonly source: Person['referralSource']
  readonly route: Person['referralRoute']
  readonly referredDaysAgo: number
  readonly reviewInDays?: number
  readonly keyworker?: string
  readonly prefers: Person['contactPreference']
  readonly language?: string
  readonly agreed: readonly ('NHS' | 'Council' | 'VCFSE' | 'GP')[] | 'declined' | 'not-asked'
  readonly story?: PracticeStory
}

/** What is already known of somebody, so that they need not say it again. */
export interface PracticeStory {
  readonly words: string
  readonly given: string
  readonly writtenDownBy: string
  readonly formulation: readonly { readonly heading: string; readonly text: string }[]
  readonly lastTime?: readonly { readonly what: string; readonly owner: string; readonly done: boolean; readonly howItWent: string }[]
  readonly allocation?: AllocationOption
}

export const practicePeople: readonly PracticePerson[] = [
  {
    family: 'Fenwick', given: 'Marlon', title: 'Mx', born: '1985-06-07', gender: 'Not stated', pronouns: 'they/them', nhs: '9990000018', practice: 'B86051',
    step: 'Referred', source: 'Community worker', route: 'Phone', referredDaysAgo: 2, prefers: 'Phone', agreed: ['NHS', 'VCFSE', 'Council'],
    story: {
      words: 'I want to sleep, and to get back to the allotment. I don’t want to tell the whole story again to somebody new.',
      given: 'by phone', writtenDownBy: 'Hana Gill, link worker',
      formulation: [
        { heading: 'What happened', text: 'Lost the flat in spring after the job ended; two moves since, sleeping in a friend’s front room.' },
        { heading: 'How it affected them, and what sense they made of it', text: 'Nights are the worst: lying awake, going over it. Stopped going to the allotment because of the bus fare.' },
        { heading: 'What they had to do to get through', text: 'Kept days strictly planned; avoided post; leaned on one friend. All of it worked for a while.' },
        { heading: 'Strengths and hope', text: 'Grew up gardening with an uncle, taught others. Rings back when called. Wants the mornings back.' },
      ],
      lastTime: [
        { what: 'Ring back within a day', owner: 'Hana Gill', done: true, howItWent: 'Talked for twenty minutes' },
        { what: 'Write to the housing office', owner: 'Tom Reyes', done: false, howItWent: 'the address had changed' },
      ],
    },
  },
  {
    family: 'Adeyemi', given: 'Ruth', title: 'Mrs', born: '1951-02-19', gender: 'Female', nhs: '9990000026', practice: 'B86110',
    step: 'Active', source: 'GP', route: 'Letter', referredDaysAgo: 120, reviewInDays: -4, keyworker: 'Priya Nair', prefers: 'Via carer', agreed: ['NHS', 'GP'],
    story: {
      words: 'My daughter does everything. I would like to do the shopping myself again, even if it takes all morning.',
      given: 'at home, with her daughter there', writtenDownBy: 'Priya Nair, occupational therapist',
      formulation: [
        { heading: 'What is going on now', text: 'Low since her husband died in March. Goes out only with her daughter. Painful knees; sees the GP on Thursday.' },
        { heading: 'What keeps it going', text: 'The stairs, the pain, and everybody kindly doing things for her.' },
        { heading: 'What helps and protects', text: 'Church on Sundays, cooking for the grandchildren, a sharp sense of humour.' },
      ],
      lastTime: [{ what: 'Visit the shop together once', owner: 'Priya Nair', done: true, howItWent: 'She chose the route' }],
    },
  },
  {
    family: 'Castellano', given: 'Iris', title: 'Ms', born: '1999-09-30', gender: 'Female', pronouns: 'she/her', nhs: '9990000034', practice: 'B86022',
    step: 'Assessment', source: 'Self', route: 'Online', referredDaysAgo: 9, prefers: 'Text first', agreed: ['NHS'],
    story: {
      words: 'I know what I do with food isn’t about food. I’d like someone who doesn’t flinch.',
      given: 'by video', writtenDownBy: 'Joel Amara, mental health nurse',
      formulation: [
        { heading: 'What happened', text: 'Moved here to study; the first winter was lonely, and food became the one thing that was hers to decide.' },
        { heading: 'What makes sense of it', text: 'Being in control of one thing when the rest was loud.' },
      ],
    },
  },
  {
    family: 'Haile', given: 'Samuel', title: 'Mr', born: '1993-01-11', gender: 'Male', noNhsBecause: 'Seeking asylum',
    step: 'Referred', source: 'Community worker', route: 'In person', referredDaysAgo: 1, prefers: 'Face to face', language: 'Tigrinya', agreed: 'not-asked',
    story: {
      words: 'I am safe here. My head does not know it yet.',
      given: 'in person, through an interpreter', writtenDownBy: 'Ellie Marsh, community wellbeing connector',
      formulation: [{ heading: 'What happened', text: 'Has told a little of the journey, and will say more when he chooses. Staying in a hotel near the hub.' }],
    },
  },
  {
    family: 'Brandreth', given: 'Owen', title: 'Mr', born: '1976-12-03', gender: 'Male', nhs: '9990000042', practice: 'B86051',
    step: 'Active', source: 'Acute ward', route: 'In person', referredDaysAgo: 40, reviewInDays: 3, keyworker: 'Joel Amara', prefers: 'Phone', agreed: ['NHS', 'Council', 'VCFSE'],
    story: {
      words: 'The voices are quieter when I’m working with my hands. Nobody in hospital asked what I was good at.',
      given: 'on the ward, before leaving', writtenDownBy: 'Joel Amara, mental health nurse',
      formulation: [
        { heading: 'What happened', text: 'Third stay in hospital in ten years; each began after he stopped work.' },
        { heading: 'Strengths and hope', text: 'Joiner by trade. Has kept every appointment since coming home.' },
      ],
      lastTime: [{ what: 'Ask the workshop about Tuesdays', owner: 'Tom Reyes', done: true, howItWent: 'He starts on 1 December' }],
    },
  },
  {
    family: 'Okonjo', given: 'Grace', preferred: 'Gracie', title: 'Miss', born: '2007-08-12', gender: 'Female', nhs: '9990000050', practice: 'B86667',
    step: 'Helpful conversation', source: 'Family or carer', route: 'Phone', referredDaysAgo: 5, prefers: 'Text first', agreed: ['NHS', 'VCFSE'],
    story: {
      words: 'I turned eighteen and everyone changed. Can I keep just one person?',
      given: 'by text', writtenDownBy: 'Ellie Marsh, community wellbeing connector',
      formulation: [{ heading: 'What is going on now', text: 'Moving on from young people’s services; her worker there would like to come to the first meeting.' }],
    },
  },
  {
    family: 'Lindqvist', given: 'Astrid', title: 'Dr', born: '1968-04-27', gender: 'Female', nhs: '9990000069', practice: 'B86022',
    step: 'Stepping down', source: 'GP', route: 'Email', referredDaysAgo: 300, reviewInDays: 12, keyworker: 'Mei Tanaka', prefers: 'Video', agreed: 'declined',
    story: {
      words: 'I would rather my employer’s doctor knew nothing of this. You have been kind.',
      given: 'by video', writtenDownBy: 'Mei Tanaka, clinical psychologist',
      formulation: [{ heading: 'Strengths and hope', text: 'Back at work three days a week. Knows her early signs and what helps.' }],
    },
  },
  {
    family: 'Pettigrew', given: 'Wilf', title: 'Mr', born: '1944-10-22', gender: 'Male', nhs: '9990000077', practice: 'B86110',
    step: 'Referred', source: 'Family or carer', route: 'Phone', referredDaysAgo: 3, prefers: 'Via carer', agreed: ['NHS', 'GP'],
    story: {
      words: 'I’m not daft, I’m tired. And I miss the dog.',
      given: 'at home', writtenDownBy: 'Sian Doyle, community nurse',
      formulation: [{ heading: 'What is going on now', text: 'His son wonders about his memory. Sleeping badly since the dog died. Memory service may be able to help, if he would like that.' }],
    },
  },
  { family: 'Marchetti', given: 'Luca', title: 'Mr', born: '1990-03-05', gender: 'Male', nhs: '9990000085', practice: 'B86051', step: 'Active', source: 'Self', route: 'Online', referredDaysAgo: 60, reviewInDays: 20, keyworker: 'Hana Gill', prefers: 'Text first', agreed: ['NHS'] },
  { family: 'Ndiaye', given: 'Aminata', title: 'Ms', born: '1987-11-17', gender: 'Female', nhs: '9990000093', practice: 'B86667', step: 'Active', source: 'Social worker', route: 'Phone', referredDaysAgo: 75, reviewInDays: -1, keyworker: 'Tom Reyes', prefers: 'Phone', language: 'French', agreed: ['NHS', 'Council'] },
  { family: 'Quill', given: 'Robin', title: 'Mx', born: '2001-05-09', gender: 'Non-binary', pronouns: 'they/them', nhs: '9990000107', practice: 'B86022', step: 'Referred', source: 'Self', route: 'Online', referredDaysAgo: 0, prefers: 'Video', agreed: 'not-asked' },
  { family: 'Tremblay', given: 'Denise', title: 'Mrs', born: '1959-07-30', gender: 'Female', nhs: '9990000115', practice: 'B86110', step: 'Active', source: 'GP', route: 'Letter', referredDaysAgo: 200, reviewInDays: 30, keyworker: 'Priya Nair', prefers: 'Phone', agreed: ['NHS', 'GP'] },
  { family: 'Zaman', given: 'Yusra', title: 'Miss', born: '1995-12-25', gender: 'Female', nhs: '9990000123', practice: 'B86667', step: 'Assessment', source: 'GP', route: 'Email', referredDaysAgo: 12, prefers: 'Face to face', language: 'Urdu', agreed: ['NHS', 'VCFSE'] },
  { family: 'Rowntree', given: 'Beth', title: 'Ms', born: '1982-08-08', gender: 'Female', nhs: '9990000131', practice: 'B86051', step: 'Moved on', source: 'Self', route: 'Phone', referredDaysAgo: 400, keyworker: 'Mei Tanaka', prefers: 'Phone', agreed: ['NHS'] },
  { family: 'Gallagher', given: 'Cormac', title: 'Mr', born: '1971-01-29', gender: 'Male', nhs: '9990000158', practice: 'B86022', step: 'Active', source: 'Housing support', route: 'In person', referredDaysAgo: 33, reviewInDays: 8, prefers: 'Face to face', agreed: ['NHS', 'Council', 'VCFSE'] },
  { family: 'Petrova', given: 'Elena', title: 'Mrs', born: '1963-03-14', gender: 'Female', nhs: '9990000166', practice: 'B86110', step: 'Stepping down', source: 'GP', route: 'Letter', referredDaysAgo: 260, reviewInDays: 2, keyworker: 'Joel Amara', prefers: 'Phone', language: 'Bulgarian', agreed: ['NHS', 'GP'] },
  { family: 'Iweala', given: 'Chike', title: 'Mr', born: '1997-06-21', gender: 'Male', noNhsBecause: 'Not yet traced', step: 'Referred', source: 'Acute ward', route: 'Phone', referredDaysAgo: 4, prefers: 'Text first', agreed: ['NHS'] },
  { family: 'Sorensen', given: 'Kari', title: 'Ms', born: '1979-09-02', gender: 'Female', nhs: '9990000174', practice: 'B86051', step: 'Active', source: 'Self', route: 'Online', referredDaysAgo: 90, reviewInDays: 45, keyworker: 'Hana Gill', prefers: 'Video', agreed: ['NHS', 'VCFSE'] },
]

/** Colleagues whom the practice team's stories name. */
export const practiceColleagues = ['Hana Gill', 'Tom Reyes', 'Priya Nair', 'Joel Amara', 'Ellie Marsh', 'Mei Tanaka', 'Sian Doyle'] as const

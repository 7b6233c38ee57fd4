/** Ways to lay a formulation out. Each is only headings to write under; the note stays one text. */
export interface FormulationTemplate {
  readonly name: string
  readonly headings: readonly string[]
}

export const formulationTemplates: readonly FormulationTemplate[] = [
  { name: 'The person’s story', headings: ['Their story, as they tell it', 'Strengths and hope'] },
  {
    name: 'What happened, and how they got through',
    headings: [
      'What happened',
      'How it affected them',
      'What sense they made of it',
      'What they had to do to get through',
      'Strengths',
      'The whole story',
    ],
  },
  {
    name: '5 Ps',
    headings: [
      'What is hard now (presenting)',
      'What came before (predisposing)',
      'Why now (precipitating)',
      'What keeps it going (perpetuating)',
      'What helps and protects (protective)',
    ],
  },
  {
    name: 'Over a life (longitudinal)',
    headings: [
      'Early experiences',
      'Core beliefs',
      'Rules for living',
      'Critical events',
      'Current triggers',
      'The cycle of thoughts, feelings, body and behaviour',
      'Strengths',
    ],
  },
  { name: 'Body, mind and world (biopsychosocial)', headings: ['Biological', 'Psychological', 'Social', 'What protects in each'] },
  {
    name: 'Safety formulation',
    headings: ['Current concerns', 'What makes things less safe', 'What makes things safer', 'What we understand together'],
  },
  {
    name: 'Team formulation',
    headings: [
      'The question for the team',
      'Timeline',
      'How the team responds',
      'What has helped, and what has not',
      'Hypotheses',
      'Next steps',
    ],
  },
]

/** Asked quietly beside the page while somebody writes. */
export const writingPrompts: readonly string[] = [
  'Could this be about nobody but this person?',
  'What are their strengths, and what do they hope for?',
  'What does it mean to them, in their words?',
  'Why now?',
  'Might something frightening or unjust have happened to them?',
  'How have services helped, or made it harder?',
  'What part do culture, identity, money and where they live play?',
  'Is anybody being blamed? Could it be read aloud with the person in the room?',
  'Does it lead to the plan?',
]

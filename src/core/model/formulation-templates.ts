/** Ways to lay a formulation out. Each is only headings to write under; the note stays one text. */
export interface FormulationTemplate {
  readonly name: string
  readonly headings: readonly string[]
  /** How it is drawn, where the model behind it has a picture. */
  readonly shape?: FormulationShape
}

/** Parts by their place among the headings. */
export interface FormulationShape {
  /** From the top; those of one row stand side by side. */
  readonly rows: readonly (readonly number[])[]
  /** Between neighbours in a row, or in rows that follow each other. `unless`: only while this part is empty. */
  readonly links: readonly { readonly from: number; readonly to: number; readonly words: string; readonly unless?: number }[]
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
    shape: {
      rows: [[0], [1], [2], [3], [4]],
      links: [
        { from: 0, to: 1, words: 'led to' },
        { from: 1, to: 2, words: 'was understood as' },
        { from: 2, to: 3, words: 'was met with' },
        { from: 4, to: 3, words: 'helped with' },
      ],
    },
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
    shape: {
      rows: [[1, 2], [0], [3, 4]],
      links: [
        { from: 1, to: 2, words: 'leads to' },
        { from: 2, to: 0, words: 'sets off' },
        { from: 1, to: 0, words: 'leads to', unless: 2 },
        { from: 3, to: 0, words: 'keeps going' },
        { from: 4, to: 0, words: 'eases' },
      ],
    },
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
    shape: {
      rows: [[1], [0], [2], [3]],
      links: [
        { from: 1, to: 0, words: 'adds to' },
        { from: 2, to: 0, words: 'eases' },
      ],
    },
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

import { clean } from '../fhir/resource.ts'
import { blocksMarkup, escapeXhtml } from '../fhir/narrative.ts'
import type { LetterText } from './letter-text.ts'

/** Large, calm type that prints on A4; the reader's own light or dark; nothing is fetched and nothing runs. */
const style = `
:root { color-scheme: light dark; }
body { margin: 0; font: 1.125rem/1.6 system-ui, "Segoe UI", Arial, sans-serif; color: CanvasText; background: Canvas; }
main { max-width: 38rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: 1.5rem 0; }
h2 { font-size: 1.2rem; line-height: 1.35; margin: 1.75rem 0 0.5rem; }
p { margin: 0 0 0.75rem; }
ul { margin: 0 0 0.75rem; padding-left: 1.4rem; }
li { margin-bottom: 0.4rem; }
blockquote { margin: 0 0 0.75rem; padding-left: 1rem; border-left: 0.25rem solid; }
address { font-style: normal; margin-top: 2rem; }
.practice { border: 0.125rem solid; padding: 0.5rem 0.75rem; font-weight: 700; }
@page { size: A4; margin: 20mm; }
@media print {
  body { font-size: 12pt; color: #000; background: #fff; }
  main { max-width: none; padding: 0; }
  h2 { break-after: avoid; }
  li, blockquote { break-inside: avoid; }
}
`

/** The letter as one file that opens in any browser, with or without a network, and reads well aloud. */
export function letterHtml(letter: LetterText): string {
  const { title, to, date, greeting, covering, sections, from, practice } = clean(letter)
  const text = escapeXhtml
  const parts = [
    ...(practice ? ['<p class="practice">Practice: not a real person</p>'] : []),
    `<p>${text(to)}<br/>${text(date)}</p>`,
    `<h1>${text(title)}</h1>`,
    `<p>${text(greeting)}</p>`,
    ...paragraphs(covering).map((each) => `<p>${text(each)}</p>`),
    ...sections.map(
      ({ key, title: heading, blocks }) =>
        `<section aria-labelledby="${key}">\n<h2 id="${key}">${text(heading)}</h2>\n${blocksMarkup(blocks)}\n</section>`,
    ),
    `<address>From ${from.map(text).join('<br/>')}</address>`,
  ]
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<title>${text(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${parts.join('\n')}
</main>
</body>
</html>
`
}

export const paragraphs = (text: string): string[] => text.split(/\r\n|\r|\n/).filter((line) => line.trim())

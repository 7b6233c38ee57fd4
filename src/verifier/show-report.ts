import { findingInWords, noticeInWords, signatoryInWords, verdictInWords } from '../core/record/report-words.ts'
import type { RecordsReport } from '../core/record/verify.ts'

/** Findings shown at once; the rest is counted. The command prints all of them. */
const mostShown = 500

/** Draws a report into `place`: the verdict first, then what does not hold, or who signed. Text only, never markup. */
export function showReport(place: HTMLElement, folder: string, report: RecordsReport): void {
  const { ok, findings, notices, signatories, head, alone } = report
  const verdict = element('p', verdictInWords(folder, report))
  verdict.className = ok ? 'verdict holds' : 'verdict'
  verdict.dataset['verdict'] = !ok ? 'does-not-hold' : alone ? 'holds-alone' : 'holds'
  place.replaceChildren(verdict)
  if (!ok) {
    place.append(
      section('What does not hold', findings.slice(0, mostShown).map(findingInWords), 'findings'),
      ...(findings.length > mostShown ? [element('p', `And ${findings.length - mostShown} more; the verify command names them all.`)] : []),
      element('p', 'Nothing was changed. Show this list to whoever looks after these records.'),
    )
  }
  if (notices.length > 0) place.append(section('To know', notices.slice(0, mostShown).map(noticeInWords), 'notices'), ...(notices.length > mostShown ? [element('p', `And ${notices.length - mostShown} more; the verify command names them all.`)] : []))
  if (signatories.length > 0) place.append(section('Who signed', signatories.map(signatoryInWords), 'signatories'))
  if (ok && !alone) {
    const newest = element('p', 'Newest ledger line: ')
    newest.append(element('code', head))
    place.append(
      newest,
      element('p', 'Note that line somewhere that the holder of this folder cannot reach: asked for later, it shows that nothing up to here was taken away.'),
    )
  }
}

function section(title: string, lines: readonly string[], name: string): HTMLElement {
  const found = document.createElement('section')
  const list = document.createElement('ul')
  list.dataset['list'] = name
  for (const line of lines) list.append(element('li', line))
  found.append(element('h2', title), list)
  return found
}

function element(kind: 'p' | 'h2' | 'li' | 'code', text: string): HTMLElement {
  const made = document.createElement(kind)
  made.textContent = text
  return made
}

import { utf8 } from '../model/bytes.ts'
import type { Answer } from '../model/checkpoint.ts'
import type { Outcome } from '../model/outcome.ts'
import { byDeviceId } from './closing-line.ts'
import type { PackageFiles } from './filing.ts'
import type { PdfFonts } from './pdf/fonts.ts'

/**
 * Renders the three content files of a package. The FHIR and PDF code loads when the first package is made.
 *
 * @param payload the canonical text that was signed.
 */
export async function buildPackageFiles(
  outcome: Outcome,
  payload: string,
  answers: readonly Answer[],
  fonts: PdfFonts,
): Promise<PackageFiles> {
  const [{ outcomeBundle }, { renderOutcomePdf }, { canonicalBytes }] = await Promise.all([
    import('./fhir/outcome-bundle.ts'),
    import('./pdf/outcome-pdf.ts'),
    import('./canonical.ts'),
  ])
  const json = utf8.encode(payload)
  const fhir = canonicalBytes(await outcomeBundle(outcome, payload, answers))
  return {
    'outcome.json': json,
    'outcome.fhir.json': fhir,
    'outcome.pdf': await renderOutcomePdf(outcome, answers, { json, fhir, answers: canonicalBytes(inManifestOrder(answers)) }, fonts),
  }
}

const inManifestOrder = (answers: readonly Answer[]): Answer[] => answers.toSorted((a, b) => byDeviceId(a.card, b.card))

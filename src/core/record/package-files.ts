import { utf8 } from '../model/bytes.ts'
import type { Answer } from '../model/checkpoint.ts'
import type { Outcome } from '../model/outcome.ts'
import { byDeviceId } from './closing-line.ts'
import type { PackageFiles } from './filing.ts'
import type { PdfFonts } from './pdf/fonts.ts'

/** The JSON files as texts, the PDF as bytes. */
export interface RenderedFiles extends PackageFiles {
  readonly 'outcome.json': string
  readonly 'outcome.fhir.json': string
  readonly 'outcome.pdf': Uint8Array
}

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
): Promise<RenderedFiles> {
  const [{ outcomeBundle }, { renderOutcomePdf }, { canonicalText }] = await Promise.all([
    import('./fhir/outcome-bundle.ts'),
    import('./pdf/outcome-pdf.ts'),
    import('./canonical.ts'),
  ])
  const fhir = canonicalText(await outcomeBundle(outcome, payload, answers))
  const attached = { json: utf8.encode(payload), fhir: utf8.encode(fhir), answers: utf8.encode(canonicalText(inManifestOrder(answers))) }
  return {
    'outcome.json': payload,
    'outcome.fhir.json': fhir,
    'outcome.pdf': await renderOutcomePdf(outcome, answers, attached, fonts),
  }
}

const inManifestOrder = (answers: readonly Answer[]): Answer[] => answers.toSorted((a, b) => byDeviceId(a.card, b.card))

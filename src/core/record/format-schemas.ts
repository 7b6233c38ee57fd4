import { z } from 'zod'
import { outcome } from '../model/outcome.ts'
import { addendum } from './addendum.ts'
import { ledgerLine } from './ledger-line.ts'
import { manifest } from './manifest.ts'

function published(schema: z.ZodType, name: string, title: string): object {
  return {
    $id: `urn:mdt-huddle:schema:${name}:1`,
    title,
    ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
  }
}

/** The JSON Schemas (draft 2020-12) that ship beside the format's specification, by file name. */
export function formatSchemas(): Record<string, object> {
  return {
    'outcome.schema.json': published(outcome, 'outcome', 'The outcome of a huddle for one person, version 1, 2 or 3'),
    'manifest.schema.json': published(manifest, 'manifest', 'The manifest of an outcome package, version 1'),
    'addendum.schema.json': published(addendum, 'addendum', 'A late answer, version 1 or 2, or an export, version 1, beside the packages'),
    'ledger-line.schema.json': published(ledgerLine, 'ledger-line', 'One line of ledger.jsonl, version 1'),
  }
}

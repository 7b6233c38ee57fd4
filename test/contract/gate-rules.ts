import { holdsNote, noteNodeNames } from '../../src/core/doc/content-rules.ts'
import type { ContentRules } from '../../src/core/sync/gate/read-update.ts'

export const contentRules: ContentRules = { nodeNames: noteNodeNames, holdsNote }

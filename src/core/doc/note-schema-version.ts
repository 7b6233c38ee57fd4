/**
 * The number of the note schema. Two versions of it destroy each other's text, so peers compare it before any byte
 * of a document crosses; raise it with every change to what `noteExtensions` or `lineExtensions` allow.
 */
export const noteSchemaVersion = 1

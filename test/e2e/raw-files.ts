import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** The forms in which a browser may write a text down: as UTF-8, as UTF-16 of either order, and as base64 wherever it begins. */
function formsOf(text: string): readonly { readonly form: string; readonly bytes: Buffer }[] {
  const little = Buffer.from(text, 'utf16le')
  return [
    { form: 'UTF-8', bytes: Buffer.from(text, 'utf8') },
    { form: 'UTF-16LE', bytes: little },
    { form: 'UTF-16BE', bytes: Buffer.from(little).swap16() },
    { form: 'a URL', bytes: Buffer.from(encodeURIComponent(text), 'utf8') },
    ...[0, 1, 2].map((before) => ({ form: `base64 at ${before}`, bytes: insideBase64(text, before) })),
  ]
}

/** What stands of `text` in base64 whatever is before and after it. @param before how many bytes of a group of three are before it */
function insideBase64(text: string, before: number): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text, 'utf8')])
  const whole = Math.floor(bytes.length / 3) * 4
  return Buffer.from(bytes.toString('base64').slice(before === 0 ? 0 : before + 1, whole), 'utf8')
}

/**
 * Searches every file of a folder, byte by byte, for each text in each form.
 * @returns one line for each find: which text, in which file, in which form
 */
export async function searchRawFiles(folder: string, texts: Readonly<Record<string, string>>): Promise<string[]> {
  const sought = Object.entries(texts).map(([name, text]) => ({ name, forms: formsOf(text) }))
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const found: string[] = []
  for (const path of files) {
    const bytes = await readFile(path)
    for (const { name, forms } of sought) {
      const as = forms.filter((each) => bytes.includes(each.bytes)).map(({ form }) => form)
      if (as.length > 0) found.push(`${name} in ${relative(folder, path)} as ${as.join(', ')}`)
    }
  }
  return found
}

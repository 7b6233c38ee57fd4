import { Fragment, Node, Slice } from '@tiptap/pm/model'
import { EditorState } from '@tiptap/pm/state'
import * as fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { deepestNote, noteSchema } from '../../src/core/doc/note-schema.ts'
import { updateLimits } from '../../src/core/sync/gate/limits.ts'
import { depthOf, flattened, noteDepthPlugin, tooDeepInWords } from '../../src/renderer/huddle/text/note-depth.ts'

const schema = noteSchema()
const node = (type: string, content: readonly Node[] | Node): Node => schema.node(type, null, content instanceof Node ? content : [...content])
const text = (words: string): Node => node('paragraph', schema.text(words))
const words = (content: Fragment): string => content.textBetween(0, content.size, '\n')

const wraps: readonly ((inner: readonly Node[]) => Node)[] = [
  (inner) => node('blockquote', inner),
  (inner) => node('bulletList', [node('listItem', [text('item'), ...inner])]),
  (inner) => node('orderedList', [node('listItem', [text('one'), ...inner]), node('listItem', [text('two')])]),
]
/** Texts within quotations and lists, one in the other. */
const nested = fc
  .array(fc.tuple(fc.nat(wraps.length - 1), fc.string({ minLength: 1, maxLength: 4 }), fc.boolean()), { maxLength: 40 })
  .map((levels) => levels.reduce<readonly Node[]>((inner, [which, said, after]) => [text(said), ...(wraps[which] ? [wraps[which](inner)] : inner), ...(after ? [text('after')] : [])], [text('innermost')]))

const quoted = (levels: number, said = 'deep'): Node => Array.from({ length: levels }).reduce<Node>((inner) => node('blockquote', [inner]), text(said))

describe('how deeply a note is nested', () => {
  it('[M190] for all texts and depths, flattening keeps every word in its order, the note valid, and no more blocks within each other', () => {
    fc.assert(
      fc.property(nested, fc.integer({ min: 1, max: 12 }), (blocks, depth) => {
        const before = Fragment.from([...blocks])
        const after = flattened(before, depth)
        expect(words(after)).toBe(words(before))
        expect(depthOf(after)).toBeLessThanOrEqual(depth)
        schema.node('doc', null, after).check()
        expect(depthOf(before) > depth || after.eq(before)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('[M190] what would stand deeper than a note can is not done, in words; what stands deep already can be written in', () => {
    const say = vi.fn<(sentence: string) => void>()
    const state = EditorState.create({ schema, doc: schema.node('doc', null, [quoted(deepestNote - 1)]), plugins: [noteDepthPlugin(say)] })
    const [from, to] = [deepestNote - 1, deepestNote + 5]
    const range = state.doc.resolve(from + 1).blockRange(state.doc.resolve(to - 1))
    if (!range) throw new Error('no range')
    const wrapped = state.tr.wrap(range, [{ type: schema.nodes['blockquote'] ?? never() }])
    expect(state.applyTransaction(wrapped).state.doc.eq(state.doc)).toBe(true)
    expect(say).toHaveBeenCalledWith(tooDeepInWords)
    const typed = state.tr.insertText('er', to)
    expect(words(state.apply(typed).doc.content)).toContain('deep')
    expect(say).toHaveBeenCalledTimes(1)

    const deeper = EditorState.create({ schema, doc: schema.node('doc', null, [quoted(deepestNote + 8)]), plugins: [noteDepthPlugin(say)] })
    const more = deeper.tr.insert(0, text('more'))
    expect(deeper.apply(more).doc.firstChild?.textContent).toBe('more')
  })

  it('[M190] and it is far from what a colleague’s device refuses', () => {
    expect(deepestNote * 2).toBeLessThan(updateLimits.nodeDepth)
  })

  it('[M190] what is pasted into a quotation is flattened by as much as that is deep, whatever it holds', () => {
    const plugin = noteDepthPlugin(() => undefined)
    const state = EditorState.create({ schema, doc: schema.node('doc', null, [quoted(10)]), plugins: [plugin] })
    const at = state.apply(state.tr.setSelection(EditorState.create({ schema, doc: state.doc }).selection))
    const slice = new Slice(Fragment.from(quoted(deepestNote - 1, 'pasted')), 0, 0)
    const fits = plugin.props.transformPasted?.call(plugin, slice, { state: at } as never, false)
    if (!fits) throw new Error('nothing is transformed')
    const pasted = at.apply(at.tr.replaceSelection(fits))
    expect(words(pasted.doc.content)).toMatch(/pasted[^]*deep/)
    expect(depthOf(pasted.doc.content)).toBeLessThanOrEqual(deepestNote)
  })
})

function never(): never {
  throw new Error('no such node')
}

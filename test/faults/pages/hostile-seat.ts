import * as Y from 'yjs'
import { anchorAt, placeAfter } from '../../../src/core/doc/anchors.ts'
import type { PersonDoc } from '../../../src/core/doc/person-doc.ts'
import { memoryHost } from '../../../src/core/memory-host.ts'
import { instantOf } from '../../../src/core/model/dates.ts'
import type { NamedPerson } from '../../../src/core/model/decision.ts'
import { entryId, newId } from '../../../src/core/model/ids.ts'
import type { Observable } from '../../../src/core/model/observable.ts'
import type { ItemAccess, LiveHuddle } from '../../../src/core/session/live-huddle.ts'
import { startSession } from '../../../src/renderer/start-session.ts'

declare global {
  /** A guest who was let in and means harm: speaks the app's own transport, and writes what no editor of ours would. */
  var hostileSeat: {
    /** Knocks with an invite, under a name that is a vector. Resolves once the host has let it in. */
    join(code: string, name: string): Promise<void>
    /** Fills all that is shared with vectors, the last words of the note being `last`. */
    write(vectors: readonly string[], last: string): Promise<void>
    /** Sends a node that no note has. */
    writeUnknownNode(vector: string): Promise<void>
  }
}

const docs = new Set<Y.Doc>()
const getMap = Y.Doc.prototype.getMap
Object.assign(Y.Doc.prototype, {
  getMap(this: Y.Doc, name: string) {
    docs.add(this)
    return Reflect.apply(getMap, this, [name])
  },
})

const until = <T, U extends T>(observable: Observable<T>, holds: (value: T) => value is U): Promise<U> =>
  new Promise((resolve) => {
    const look = (): void => {
      const value = observable.get()
      if (holds(value)) {
        stop()
        resolve(value)
      }
    }
    const stop = observable.subscribe(look)
    look()
  })

let huddle: LiveHuddle | undefined

type OpenItem = Extract<ItemAccess, { kind: 'open' }>

async function openItem(): Promise<OpenItem> {
  if (!huddle) throw new Error('nobody has joined')
  const { agenda } = await until(huddle.view, (view): view is typeof view => view.agenda.length > 0)
  const [item] = agenda
  if (!item) throw new Error('the agenda is empty')
  return until(huddle.access(item.id), (access): access is OpenItem => access.kind === 'open')
}

/** A node of our schema whose text and attributes are the vector, and whose emphasis carries it where there may be any. */
function node(name: string, vector: string, attributes: Readonly<Record<string, string>> = {}, isPlain = false): Y.XmlElement {
  const element = new Y.XmlElement(name)
  for (const [key, value] of Object.entries({ onclick: vector, style: vector, class: vector, href: vector, src: vector, ...attributes })) element.setAttribute(key, value)
  const text = new Y.XmlText()
  text.insert(0, vector, isPlain ? {} : { bold: { onclick: vector, style: vector, href: vector } })
  element.insert(0, [text])
  return element
}

function annotate({ formulation, formulationComments, formulationSuggestions }: PersonDoc, vectors: readonly string[], by: NamedPerson): void {
  const first = formulation.get(0)
  const text = first instanceof Y.XmlElement ? first.get(0) : undefined
  if (!(text instanceof Y.XmlText)) return
  for (const vector of vectors) {
    formulationComments.add(anchorAt({ type: text, index: 0, assoc: 0 }, { type: text, index: 5, assoc: 0 }), vector, by)
    formulationSuggestions.suggest({ removes: [], quote: '', place: placeAfter({ type: text, index: 3 }), adds: vector }, by)
  }
}

globalThis.hostileSeat = {
  async join(code, name) {
    const session = await startSession(memoryHost())
    await session.joinAsGuest(code, { name, role: 'Social worker', organisation: name, organisationKind: 'NHS' })
    const phase = await until(session.phase, (each): each is Extract<typeof each, { kind: 'open' }> => each.kind === 'open')
    huddle = await until(phase.desk.live, (live): live is LiveHuddle => live !== undefined)
    await openItem()
  },
  async write(vectors, last) {
    const { person, discussion, awareness } = await openItem()
    const few = vectors.slice(0, 6)
    const [one = ''] = vectors
    const by: NamedPerson = { name: one.slice(0, 120), role: one.slice(0, 120) }
    person.formulation.insert(0, [...vectors.map((vector) => node('paragraph', vector)), ...few.map((vector) => node('heading', vector, { level: vector, textAlign: vector })), node('paragraph', last)])
    annotate(person, few, by)
    for (const name of ['question', 'options', 'decision', 'why', 'personWants'] as const) discussion.field(name).insert(0, few.map((vector) => node('paragraph', vector, {}, true)))
    discussion.keyworker.write(by, one)
    for (const vector of few) {
      person.addWords({ id: newId(entryId, (length) => crypto.getRandomValues(new Uint8Array(length))), text: vector, given: vector.slice(0, 200), writtenDownBy: vector.slice(0, 200), at: instantOf(Date.now()) })
      discussion.addToTell({ who: vector.slice(0, 200), by: vector.slice(0, 120) })
      discussion.addChallenge({ by, text: vector, at: instantOf(Date.now()) })
    }
    awareness.setLocalStateField('user', { name: one, device: one, color: `red;background:url(${one})`, colour: one })
    const shared = [...docs].find((doc) => doc.share.has('agenda'))
    shared?.getMap('about').set('title', one.slice(0, 120))
    for (const item of shared?.getMap('agenda').values() ?? []) if (item instanceof Y.Map) item.set('broughtBy', one.slice(0, 120))
  },
  async writeUnknownNode(vector) {
    const { person } = await openItem()
    const script = new Y.XmlElement('script')
    script.insert(0, [new Y.XmlText(vector)])
    person.formulation.insert(0, [script])
  },
}

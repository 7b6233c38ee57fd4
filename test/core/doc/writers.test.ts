import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { writersOf, writtenRuns } from '../../../src/core/doc/writers.ts'
import { deviceId } from '../../../src/core/model/ids.ts'
import { meet, paragraph } from './docs.ts'

const textIn = (doc: Y.Doc, line: number): Y.XmlText => (doc.getXmlFragment('note').get(line) as Y.XmlElement).get(0) as Y.XmlText

const claim = (digit: string) =>
  ({
    client: 7,
    signature: 'A'.repeat(86),
    card: {
      device: deviceId.parse(digit.repeat(32)),
      name: 'Tom Reyes',
      role: 'Social worker',
      organisation: 'Council',
      organisationKind: 'Council',
      signingKey: 'A'.repeat(43),
      sealingKey: 'A'.repeat(43),
      guest: false,
    },
  }) as const

it('[C85] each stretch of a note is its writer’s, whoever wrote before, within and after, and whatever was taken out', () => {
  const [one, other] = [new Y.Doc({ gc: false }), new Y.Doc()]
  one.getXmlFragment('note').push([paragraph('Lost the flat.')])
  meet(one, other)
  textIn(other, 0).insert(9, 'rented ')
  textIn(other, 0).format(0, 4, { bold: {} })
  other.getXmlFragment('note').push([paragraph('Two moves.')])
  textIn(one, 0).delete(0, 5)
  meet(one, other)
  const [mine, theirs] = [one.clientID, other.clientID]
  const written = [
    [
      { client: mine, text: 'the ' },
      { client: theirs, text: 'rented ' },
      { client: mine, text: 'flat.' },
    ],
    [{ client: theirs, text: 'Two moves.' }],
  ]
  expect(writtenRuns(one.getXmlFragment('note'))).toEqual(written)
  const later = new Y.Doc()
  Y.applyUpdate(later, Y.encodeStateAsUpdate(one))
  expect(writtenRuns(later.getXmlFragment('note'))).toEqual(written)
})

it('[C32] what a peer writes in the place of a certificate is left out, and one device’s claim replaces nobody’s', () => {
  const doc = new Y.Doc()
  const writers = writersOf(doc)
  writers.put(claim('1'))
  writers.put(claim('2'))
  for (const [key, value] of Object.entries({ a: 7, b: { ...claim('3'), client: -1 }, c: { ...claim('3'), more: true } })) doc.getMap('writers').set(key, value)
  expect(writers.certificates()).toEqual([claim('1'), claim('2')])
})

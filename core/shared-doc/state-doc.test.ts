import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { PaperId, VersionId } from '../ids.ts'
import { readingPlace, setReadingPlace, versionReadBefore } from './state-doc.ts'

const paper = 'to-trinh-nuoc-sach' as PaperId
const [first, second, third] = ['phien-ban-1', 'phien-ban-2', 'phien-ban-3'] as unknown as [VersionId, VersionId, VersionId]
const read = (doc: Y.Doc, version: VersionId, page = 1) => setReadingPlace(doc, paper, { version, page, zoom: 'width', at: '' })

describe('what I read of a paper', () => {
  it('[Y4] the version read before the newest is known before and after the newest is opened', () => {
    const doc = new Y.Doc()
    expect(versionReadBefore(doc, paper, first)).toBeNull()
    read(doc, first)
    expect(versionReadBefore(doc, paper, first)).toBeNull()
    expect(versionReadBefore(doc, paper, second)).toBe(first)
    read(doc, second)
    read(doc, second, 4)
    expect(versionReadBefore(doc, paper, second)).toBe(first)
    expect(versionReadBefore(doc, paper, third)).toBe(second)
    expect(readingPlace(doc, paper)?.page).toBe(4)
  })
  it('[Y4] on another device too', () => {
    const [here, there] = [new Y.Doc(), new Y.Doc()]
    read(here, first)
    read(here, second)
    Y.applyUpdate(there, Y.encodeStateAsUpdate(here))
    expect(versionReadBefore(there, paper, second)).toBe(first)
  })
})

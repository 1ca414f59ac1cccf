import { describe, expect, it } from 'vitest'
import type { PaperId, UserId, VersionId } from '#core/ids.ts'
import { MemoryPaperTexts } from '../platform/memory-paper-texts.ts'
import { createApiClient } from './create-api-client.ts'
import { createPaperTexts } from './paper-texts.ts'

const text = { pages: ['Tờ trình', ''], labels: null, complete: true }
const [paper, version] = ['paper-001' as PaperId, 'version-01' as VersionId]

/** A server that answers as told and counts, and one person's texts from it. */
function world(answer: () => Response) {
  let asked = 0
  const fetching = async () => {
    asked++
    return answer()
  }
  const store = new MemoryPaperTexts()
  const textsOf = (user: string) =>
    createPaperTexts({
      api: createApiClient({ baseUrl: '', token: () => null, fetch: fetching }),
      store,
      serverId: 's',
      user: user as UserId
    })
  return { textsOf, asked: () => asked }
}

describe('texts of papers', () => {
  it('come from the server once, and from this computer from then on', async () => {
    const { textsOf, asked } = world(() => Response.json(text))
    const mine = textsOf('user-0001')
    expect(await Promise.all([mine.of(paper, version), mine.of(paper, version)])).toEqual([text, text])
    expect(await mine.of(paper, version)).toEqual(text)
    expect(asked()).toBe(1)
    await textsOf('user-0002').of(paper, version)
    expect(asked()).toBe(2)
  })

  it('are asked for once more at the next start when pages were missing, and kept when the server cannot be reached', async () => {
    const half = { ...text, pages: ['', ''], complete: false }
    const answers = [() => Response.json(half), () => Response.error(), () => Response.json(text)]
    const { textsOf, asked } = world(() => (answers.shift() as () => Response)())
    const before = textsOf('user-0001')
    expect([await before.of(paper, version), await before.of(paper, version)]).toEqual([half, half])
    expect(asked()).toBe(1)
    const { of } = textsOf('user-0001')
    expect([await of(paper, version), await of(paper, version), await of(paper, version)]).toEqual([half, text, text])
    expect(asked()).toBe(3)
  })

  it('are not there without a network, without a right, or while the server reads, and are asked for again', async () => {
    const answers = [() => Response.error(), () => Response.json({ error: 'not-found' }, { status: 404 }), () => Response.json(text)]
    const { textsOf } = world(() => (answers.shift() as () => Response)())
    const { of } = textsOf('user-0001')
    expect([await of(paper, version), await of(paper, version), await of(paper, version)]).toEqual([null, null, text])
  })
})

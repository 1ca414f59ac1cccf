import fc from 'fast-check'
import { expect, test } from 'vitest'
import { idPattern } from '#core/ids.ts'
import { joinLinkIn, parseJoinLink } from './join-link.ts'

test('[A9] a join link names one meeting', () => {
  expect(parseJoinLink('hopso://join/abcdefgh23456789')).toEqual({ meeting: 'abcdefgh23456789' })
  expect(joinLinkIn(['hopso', '--flag', 'hopso://join/abcdefgh23456789', 'hopso://join/another23456'])).toEqual({
    meeting: 'abcdefgh23456789'
  })
})

test.each([
  'hopso://join/',
  'hopso://join/abc',
  'hopso://join/abcdefgh/other',
  'hopso://join/abcdefgh?x=1',
  'hopso://join/abcdefgh#x',
  'hopso://join/abcdefgh%2e',
  'hopso://join/../abcdefgh',
  'hopso://JOIN/abcdefgh',
  'HOPSO://join/abcdefgh',
  'hopso://open/abcdefgh',
  'hopso:join/abcdefgh',
  'hopso://user@join/abcdefgh',
  'https://join/abcdefgh',
  'javascript:alert(1)',
  ' hopso://join/abcdefgh',
  'hopso://join/abcdefgh\n',
  'hopso://join/abcdefgh" --server=x',
  null,
  7,
  {},
  ['hopso://join/abcdefgh']
])('[A9] %j is no join link', value => {
  expect(parseJoinLink(value)).toBeNull()
})

test('[A9] 1,000 fuzzed addresses: nothing but an id ever comes out', () => {
  const near = fc.tuple(
    fc.constantFrom('hopso://join/', 'hopso://', 'hopso:', 'HOPSO://join/', 'hopso://join//', 'hopso://join/%00'),
    fc.string(),
    fc.webPath()
  )
  const address = fc.oneof(
    near.map(parts => parts.join('')),
    fc.webUrl({ withQueryParameters: true }),
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[a-z0-9-]{0,60}$/).map(id => `hopso://join/${id}`)
  )
  fc.assert(
    fc.property(address, value => {
      const link = parseJoinLink(value)
      if (link) {
        expect(link.meeting).toMatch(idPattern)
        expect(value).toBe(`hopso://join/${link.meeting}`)
      }
    }),
    { numRuns: 1000 }
  )
})

import { expect, test } from 'vitest'
import { readerKey } from './reader-keys.ts'

const press = (key: string, more: object = {}) =>
  readerKey({ key, ctrl: false, alt: false, shift: false, typing: false, onControl: false, ours: true, composing: false, ...more })

test('[E6] nothing is taken from who is typing or composing', () => {
  for (const key of ['v', 'm', 'r', 'd', 'f', 'g', '0', '9', '+', 'ArrowLeft', ' ']) {
    expect(press(key, { typing: true })).toBeNull()
    expect(press(key, { composing: true })).toBeNull()
  }
  expect(press('ArrowLeft', { alt: true, typing: true })).toBeNull()
})
test('each way of looking has its key', () => {
  expect(press('R', { shift: true })).toEqual({ kind: 'turn', direction: -1 })
  expect(press('r')).toEqual({ kind: 'turn', direction: 1 })
  expect(press('F11')).toEqual({ kind: 'full' })
  expect(press('9')).toEqual({ kind: 'fit', to: 'page' })
  expect(press('ArrowLeft', { alt: true })).toEqual({ kind: 'back', direction: -1 })
  expect(press('ArrowLeft')).toEqual({ kind: 'page', direction: -1 })
})
test('keys that others use too are taken only where the focus is in the reader or nowhere', () => {
  expect(press('ArrowDown', { ours: false })).toBeNull()
  expect(press('d', { ctrl: true })).toBeNull()
})

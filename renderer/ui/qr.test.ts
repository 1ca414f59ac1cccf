import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { qrModules } from './qr.ts'

const drawn = (text: string) => {
  const rows = qrModules(text)
  const picture = rows.map(row => row.map(dark => (dark ? 1 : 0)).join('')).join('\n')
  return [rows.length, createHash('sha256').update(picture).digest('hex').slice(0, 16)]
}

// Codes of every version were read back by another program (jsQR 1.4.0) when this was written; these two stand for them.
it('[J5] a code is drawn as the standard has it', () => {
  expect(drawn('https://hop.example/#/cuoc-hop/phien-hop-01/diem-danh/ab2cd3ef')).toEqual([33, '19afa6f160920797'])
  expect(drawn('x'.repeat(180))).toEqual([53, '21e02ceea8d235cf'])
})

it('[J5] what is too long for a code that a telephone reads is refused', () => {
  expect(() => qrModules('x'.repeat(214))).toThrow('too long')
})

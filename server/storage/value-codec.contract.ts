import { describe, expect, it } from 'vitest'
import type { ValueCodec } from './ports.ts'

/** What every `ValueCodec` promises; `sealed` ones also hide the value and notice every changed bit and a foreign context. */
export function valueCodecContract(name: string, codec: ValueCodec, context: string, sealed: boolean): void {
  describe(`ValueCodec: ${name}`, () => {
    const value = Uint8Array.from(Buffer.from('Ý kiến riêng của tôi về tờ trình số 5'))

    it('opens what it closed', () => {
      for (const bytes of [value, new Uint8Array(), new Uint8Array(100_000).fill(7)])
        expect([...codec.decode(context, codec.encode(context, bytes))]).toEqual([...bytes])
    })

    it('leaves what it is given unchanged', () => {
      const given = value.slice()
      codec.decode(context, codec.encode(context, given))
      expect(given).toEqual(value)
    })

    if (!sealed) return

    it('hides the value, anew each time', () => {
      const [one, two] = [codec.encode(context, value), codec.encode(context, value)]
      expect(Buffer.from(one).includes('Ý kiến')).toBe(false)
      expect(one).not.toEqual(two)
    })

    it('opens nothing in which one bit differs, which is cut short, or which comes from elsewhere', () => {
      const stored = codec.encode(context, value)
      const refusal = expect.objectContaining({ name: 'StorageFault', kind: 'damaged' })
      for (let at = 0; at < stored.length; at += 1) {
        const flipped = stored.slice()
        flipped[at] = (flipped[at] ?? 0) ^ 1
        expect(() => codec.decode(context, flipped), `byte ${at}`).toThrow(refusal)
      }
      for (const length of [0, 1, 10, stored.length - 1]) expect(() => codec.decode(context, stored.slice(0, length))).toThrow(refusal)
      expect(() => codec.decode(`${context}x`, stored)).toThrow(refusal)
    })
  })
}

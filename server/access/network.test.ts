import { describe, expect, it } from 'vitest'
import { askerOf, isAddress, networkOf } from './network.ts'

describe('who asks', () => {
  it('[H4] promise A5: a whole /64 of IPv6 is one asker, however its addresses are written', () => {
    const sameNetwork = [
      '2001:db8::1',
      '2001:db8::ffff:1',
      '2001:0DB8:0:0:1:2:3:4',
      '2001:db8:0:0::',
      '[2001:db8::7]:443',
      '2001:db8::1%eth0'
    ]
    expect(new Set(sameNetwork.map(askerOf))).toEqual(new Set(['2001:db8:0:0::/64']))
    expect(askerOf('2001:db8:0:1::1')).toBe('2001:db8:0:1::/64')
    expect(askerOf('64:ff9b::192.0.2.1')).toBe('64:ff9b:0:0::/64')
    expect(askerOf('::1')).toBe('0:0:0:0::/64')
  })

  it('[H4] promise A5: an IPv4 address is one asker, also in the clothes of IPv6', () => {
    expect(askerOf('::ffff:10.0.3.7')).toBe('10.0.3.7')
    expect(askerOf('10.0.3.8')).toBe('10.0.3.8')
    expect(askerOf('10.0.3.8:50112')).toBe('10.0.3.8')
    expect(askerOf('')).toBe('')
  })

  it('[H4] promise A5: what a proxy says is an address or is not believed', () => {
    for (const said of ['10.0.3.7', '10.0.3.7:50112', '2001:db8::1', '[2001:db8::1]:443', '::ffff:10.0.3.7'])
      expect(isAddress(said)).toBe(true)
    for (const said of ['', 'unknown', 'la lùng', '10.0.3', '10.0.3.7, 10.0.3.8']) expect(isAddress(said)).toBe(false)
  })

  it('[H5] of an address only the network is kept', () => {
    expect(networkOf('10.0.3.7')).toBe('10.0.3.*')
    expect(networkOf('::ffff:10.0.3.7')).toBe('10.0.3.*')
    expect(networkOf('2001:db8::42')).toBe('2001:db8:0:0:*')
    expect(networkOf('la lùng')).toBe('')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frameAddress, frameHosts, isAllowedHost, isFramable, parseVideoHost, parseVideoLink, usualVideoHosts } from './video-link.ts'

describe('video links', () => {
  it('[SI3] the services in use are known by name and stand on the usual list', () => {
    const known = {
      'https://us02web.zoom.us/j/89012345678?pwd=abc': 'zoom',
      'https://teams.microsoft.com/l/meetup-join/19%3ameeting': 'teams',
      'https://ubnd.webex.com/meet/phong1': 'webex',
      'https://meeting.vnpt.vn/join/123': 'vnpt',
      'https://meet.viettel.vn/phong': 'viettel',
      'https://meet.jit.si/HopXa#config.x=1': 'jitsi'
    }
    for (const [address, service] of Object.entries(known)) {
      const link = parseVideoLink(address)
      expect(link).toMatchObject({ service, address })
      expect(isAllowedHost(link?.host ?? '', usualVideoHosts)).toBe(true)
    }
    expect(parseVideoLink(' SIP:phong1@10.64.1.5 ')).toEqual({ service: 'sip', host: '10.64.1.5', address: 'SIP:phong1@10.64.1.5' })
    expect(parseVideoLink('h323:mcu.tinh.gov.vn')).toMatchObject({ service: 'h323', host: 'mcu.tinh.gov.vn' })
  })

  it('[SI3] nothing but https and addresses to dial is a link', () => {
    for (const typed of [
      '',
      'http://meet.jit.si/a',
      'javascript:alert(1)',
      'file:///etc/passwd',
      'https://zoom.us@evil.example/',
      'https://zoom.us\\@evil.example',
      'https:/zoom.us/j/1',
      'https://zoom.us /j/1',
      'https://zoom.us/"--flag',
      'https://zoom.us/a\u0000b',
      'https://zoom.us:x/',
      'https://[::1]/',
      'https://xn--/',
      'zoommtg://zoom.us/join?action=join',
      'sip:a b@host',
      'sip:a@host;x=y',
      'sip:a@host?header=1',
      'h323:-x',
      `https://zoom.us/${'a'.repeat(600)}`
    ])
      expect([typed, parseVideoLink(typed)]).toEqual([typed, null])
  })

  it('[SI3] a host is on the list itself, or below a name with a star; nothing that only looks like it', () => {
    const list = ['meet.jit.si', '*.zoom.us']
    expect(isAllowedHost('meet.jit.si', list)).toBe(true)
    expect(isAllowedHost('us02web.zoom.us', list)).toBe(true)
    for (const host of ['zoom.us', 'evilzoom.us', 'zoom.us.evil.example', 'a.meet.jit.si', 'jit.si', ''])
      expect([host, isAllowedHost(host, list)]).toEqual([host, false])
    expect([' MEET.Tinh.gov.vn ', '*.gov.vn', '10.0.0.5'].map(parseVideoHost)).toEqual(['meet.tinh.gov.vn', '*.gov.vn', '10.0.0.5'])
    for (const typed of ['', '*', '*.vn', 'a/b', 'https://a.vn', 'a..b', '*.*.vn', 'a b', '-a.vn'])
      expect([typed, parseVideoHost(typed)]).toEqual([typed, null])
  })

  it('[SI3] whatever is typed, what is handed on is what a browser would open at that host', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl({ withQueryParameters: true, withFragments: true }),
          fc.string(),
          fc.string().map(s => `https://${s}`)
        ),
        typed => {
          const link = parseVideoLink(typed)
          if (link && link.service !== 'sip' && link.service !== 'h323') expect(new URL(link.address).hostname).toBe(link.host)
        }
      )
    )
  })

  it('[SI5] framed are servers of Jitsi by name, and only while they are on the list', () => {
    const list = [...usualVideoHosts, '*.jitsi.tinh.gov.vn', 'jitsi-2.tinh.gov.vn']
    expect(frameHosts(list)).toEqual(['meet.jit.si', '*.jitsi.tinh.gov.vn', 'jitsi-2.tinh.gov.vn'])
    const may = (address: string, allowed = list) => {
      const link = parseVideoLink(address)
      return link !== null && isFramable(link, allowed)
    }
    expect(['https://meet.jit.si/a', 'https://so1.jitsi.tinh.gov.vn/a', 'https://jitsi-2.tinh.gov.vn:8443/a'].map(one => may(one))).toEqual(
      [true, true, true]
    )
    // A name that is on the list for links alone; another service; one that only sounds like it; one taken off.
    for (const address of [
      'https://jitsi.khac.gov.vn/a',
      'https://us02web.zoom.us/j/1',
      'https://meet.jit.si.evil.vn/a',
      'sip:a@meet.jit.si'
    ])
      expect([address, may(address)]).toEqual([address, false])
    expect(may('https://meet.jit.si/a', [])).toBe(false)
  })

  it('[SI5] whoever comes is told to the meeting by its address, whatever their name', () => {
    const link = parseVideoLink('https://meet.jit.si/HopXa#config.x=1')
    if (!link) throw new Error('no link')
    const address = new URL(frameAddress(link, 'Hồ "Văn" Dũng & con#'))
    expect([address.origin, address.pathname]).toEqual(['https://meet.jit.si', '/HopXa'])
    const settings = new URLSearchParams(address.hash.slice(1))
    expect(JSON.parse(settings.get('userInfo.displayName') ?? '')).toBe('Hồ "Văn" Dũng & con#')
    expect([settings.get('config.x'), settings.get('jitsi_meet_external_api_id')]).toEqual(['1', '1'])
  })
})

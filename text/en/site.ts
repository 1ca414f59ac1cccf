import type { site as vi } from '../vi/site.ts'

/** Conference sites and video links. */
export const site: typeof vi = {
  heading: count => (count > 0 ? `Sites (${count})` : 'Sites'),
  menu: 'Sites, video meeting…',
  services: {
    jitsi: 'Jitsi',
    zoom: 'Zoom',
    teams: 'Microsoft Teams',
    webex: 'Webex',
    vnpt: 'VNPT Meeting',
    viettel: 'Viettel',
    sip: 'SIP device',
    h323: 'H.323 device'
  },
  join: service => `Join the video meeting (${service})`,
  joinSite: service => `Join the video meeting of the site (${service})`,
  call: service => `Call the ${service}`,
  dial: address => `Or dial on the device of the meeting room: ${address}`,
  notOpened: 'The video meeting could not be opened. Please try again.',
  notAsked:
    'There is no network, so the server could not be asked whether the video link is still allowed, and nothing was opened. Please try again when there is one.',
  callInstead: phone =>
    phone === ''
      ? 'If it is urgent, please ask the secretary of the meeting.'
      : `If it is urgent, please call the fallback phone ${phone}.`,
  mayOpen: 'The server allows the video meeting to be opened.',
  mine: name => `You attend at the site ${name}`,
  state: {
    absent: 'not connected',
    joined: 'connected',
    measuring: 'measuring the line',
    fresh: time => `connected, data ${time} behind`,
    late: time => `poor line, data ${time} behind`,
    people: count => `${count} present`,
    sum: (joined, all) => `${joined} of ${all} connected`,
    all: count => `Show all ${count} sites`,
    fewer: 'Show fewer',
    none: 'nobody yet',
    unknown: 'The state of the sites could not be asked for; what is shown is older.'
  },
  seconds: seconds => `${seconds} s`,
  phone: phone => `Call ${phone}`,
  dialog: {
    title: 'Sites and video meeting',
    close: 'Close',
    cancel: 'Later',
    save: 'Save',
    video: 'Video link of the whole meeting',
    videoHint: 'Paste a link of Zoom, Teams, Webex, Jitsi, VNPT, Viettel, or an address sip:…, h323:… Leave empty if none is used.',
    videoSaved: 'The video link was saved.',
    notLink: 'This is no link: paste the link alone, beginning with https://, or write an address sip:…, h323:…',
    none: 'No site yet',
    noneHint: 'Add each site: room, contact, fallback phone, and who attends there.',
    add: 'Add a site',
    addTitle: 'Add a site',
    edit: name => `Edit ${name}`,
    editShort: 'Edit',
    videoNotSaved: why => `The link was not saved. ${why}`,
    editTitle: 'Edit the site',
    name: 'Name of the site',
    nameHint: 'For example: health station',
    nameNeeded: 'Please give the site a name.',
    room: 'Room, place',
    contact: 'Contact',
    phone: 'Fallback phone',
    link: 'Video link of its own',
    linkHint: 'Leave empty to use the link of the meeting.',
    people: 'Who attends at this site',
    elsewhere: name => `at ${name} now`,
    find: 'Find people by name or unit',
    saved: 'The site was saved.',
    remove: 'Remove the site',
    removeTitle: name => `Remove the site ${name}?`,
    removeAfter: 'Its people stay participants. Attendance that was noted does not change.',
    removed: 'The site was removed.',
    notDone: why => `The site could not be saved. ${why}`,
    belongs: count => (count === 0 ? 'nobody yet' : `${count} people`)
  },
  attend: {
    at: name => `At the site ${name}`,
    elsewhere: 'From elsewhere, at no site',
    other: 'Another site',
    mark: name => `Present at the site ${name}`,
    place: name => `site ${name}`
  },
  hosts: {
    tab: 'Video meetings',
    title: 'Video servers that are allowed',
    lead: 'Secretaries may set video links of these servers alone. *. at the front stands for every name below, for example *.zoom.us.',
    field: 'One server a line',
    save: 'Save the list',
    saved: 'The list of video servers was saved.',
    wrong: line => `“${line}” is no server name. Write the name alone, for example meet.example.org, without https://`,
    notSaved: why => `The list could not be saved. ${why}`,
    notLoaded: why => `The list could not be read. ${why}`
  }
}

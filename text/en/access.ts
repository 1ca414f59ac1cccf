import type { Text } from '../index.ts'

export const access: Text['access'] = {
  sessions: {
    title: 'Sessions',
    intro: 'Where your account is signed in. If a place is strange to you, end it and change your password.',
    kept: 'The server keeps the kind of program and system and the first part of the network address; no name of a computer, no location. A session ends after 30 minutes without use, after 12 hours at the latest.',
    current: 'This session',
    apps: {
      hopso: 'Hopso app',
      coccoc: 'Cốc Cốc',
      edge: 'Microsoft Edge',
      firefox: 'Firefox',
      chrome: 'Chrome',
      safari: 'Safari',
      other: 'Another program'
    },
    systems: { windows: 'Windows', macos: 'macOS', linux: 'Linux', android: 'Android', ios: 'iPhone/iPad', other: 'another system' },
    device: (app, system) => `${app} on ${system}`,
    network: network => `Network ${network}`,
    unknownNetwork: 'Network unknown',
    since: (time, day) => `Signed in at ${time}, ${day}`,
    lastSeen: (time, day) => `Last used at ${time}, ${day}`,
    end: 'End',
    endOne: device => `End the session ${device}`,
    endOthers: 'End all other sessions',
    ended: 'The session was ended. That place has to sign in again.',
    othersEnded: 'All other sessions were ended.',
    only: 'The account is signed in here alone.',
    offline: 'The server cannot be reached, so sessions cannot be shown now.'
  },
  signedIn: {
    tab: 'Signed in',
    intro: 'People you manage who are signed in. Ending a session takes that computer back to the sign-in; what was not sent stays on it.',
    count: n => `${n} sessions`,
    none: 'Nobody is signed in now.',
    end: name => `End the session of ${name}`,
    ended: name => `The session of ${name} was ended.`
  },
  record: {
    seal: 'Seal of the record',
    line: (events, start) => `Record: ${events} events · seal ${start}…`,
    title: 'Seal of the meeting record',
    why: 'This seal stands for the whole record up to its newest event. Print it in the minutes: if the record is cut or changed later, holding the two together shows it.',
    how: 'An administrator holds an exported record against it with:',
    copy: 'Copy the seal',
    copied: 'The seal was copied.',
    copyFailed: 'It could not be copied; please select it and copy by hand.',
    doubt: {
      shorter: (known, shown) =>
        `The record on the server is shorter than the one this computer has seen: there were ${known} events, now there are ${shown}.`,
      other: known => `The record on the server is another than the one this computer has seen: event ${known} is not what it was.`
    },
    doubtShow: 'See what to do',
    doubtTitle: 'The meeting record does not fit',
    doubtWhat:
      'The server may have been restored from an older backup, or the record was tampered with. Your notes and drafts are not touched by it.',
    doubtDo:
      'Please tell the secretary and the administrator and send them what stands below. Until it is explained, do not rely on this record.',
    doubtKnown: (seq, hash) => `This computer has seen: ${seq}:${hash}`,
    doubtShown: (seq, hash) => `The server has now: ${seq}:${hash}`,
    doubtAt: (time, day) => `Noticed at ${time}, ${day}`,
    doubtCopy: 'Copy this',
    doubtCopied: 'It was copied.',
    doubtSetAside: 'I have told them; go on from what is there now'
  },
  reset: {
    was: (by, at) => `Your password was reset by the administrator ${by} at ${at}.`,
    first: (by, at) => `Your password was reset by the administrator ${by} at ${at}. Please choose one that only you know.`,
    ask: 'If you asked for it, press Yes, I asked for it. If you did not, change your password now and tell the head of your unit.',
    closed: until =>
      `Your earlier private notes and notebook are not open on this device yet: they open at ${until}, or as soon as you sign in and confirm on a computer you used before. Notes you write from now on are kept on this computer and sent later.`,
    mine: 'Yes, I asked for it',
    change: 'Change password',
    confirmed: 'Noted. Your private notes open on all your devices.',
    notConfirmed: 'It could not be noted. Please check the network and press again.'
  }
}

import type { Text } from '../index.ts'

const two = (n: number): string => String(n).padStart(2, '0')

export const app: Text['app'] = {
  name: 'Hopso',
  close: 'Close',
  cancel: 'Cancel',
  undo: 'Undo',
  tryAgain: 'Try again',
  loading: 'Opening…',
  skipToContent: 'Skip to content',

  places: {
    today: 'Today',
    meetings: 'Meetings',
    documents: 'Papers',
    settings: 'Settings',
    administration: 'Administration',
    main: 'Main places'
  },

  dates: {
    weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    shortWeekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
    full: (weekday, day, month, year) => `${weekday}, ${two(day)}/${two(month)}/${year}`,
    short: (day, month, year) => `${two(day)}/${two(month)}/${year}`,
    heading: (weekday, day, month) => `${weekday}, ${day}/${month}`,
    month: month =>
      ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'][
        month - 1
      ] ?? '',
    time: (hours, minutes) => `${two(hours)}:${two(minutes)}`,
    today: 'Today',
    unknown: 'no time yet'
  },

  sizes: {
    megabytes: bytes => {
      const mb = bytes / 1_000_000
      return mb >= 10 ? `${Math.round(mb)} MB` : mb >= 0.1 ? `${mb.toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} KB`
    }
  },

  unitRoles: {
    administrator: 'System administrator',
    unitAdministrator: 'Unit administrator',
    secretary: 'Secretary',
    staff: 'Staff'
  },

  signIn: {
    title: 'Sign in',
    lead: 'Use the account your unit administrator gave you.',
    account: 'Account',
    password: 'Password',
    show: 'Show password',
    hide: 'Hide password',
    submit: 'Sign in',
    accountMissing: 'Please enter your account.',
    passwordMissing: 'Please enter your password.',
    otherServer: 'Choose another server',
    offline: 'The server cannot be reached. The first sign-in on this computer needs a network.',
    againTitle: 'Sign in again',
    againLead: name =>
      `The session of ${name} has ended. What you wrote is still on this computer and is sent as soon as you have signed in.`,
    later: 'Later',
    lostBanner: 'Your session has ended. You can go on reading and marking; sign in again to send it to the server.',
    motto: 'Papers, remarks and notes of a meeting in one place, with or without a network.'
  },

  firstPassword: {
    title: 'Choose a new password',
    lead: 'This is your first sign-in. Please choose a password that only you know.',
    current: 'Current password',
    next: 'New password',
    repeat: 'New password again',
    rule: 'At least 8 characters of three kinds: lower case, upper case, digit, sign.',
    differs: 'The two entries differ.',
    missing: 'Please fill this in.',
    submit: 'Set password',
    done: 'Password changed.'
  },

  server: {
    title: 'Choose your unit’s server',
    lead: 'Enter the address your administrator gave you. This is needed once on this computer.',
    address: 'Server address',
    example: 'for example hopso.tannguon.gov.vn or 192.168.1.20:8080',
    connect: 'Connect',
    connecting: 'Connecting…',
    noAnswer: 'No Hopso server answers at this address. Please check the address and the network, then try again.',
    missing: 'Please enter the address.',
    known: 'Servers used on this computer',
    use: 'Use this server',
    forget: 'Remove from the list'
  },

  frame: {
    unitLines: path => path.slice(0, 2).map((name, level) => name.replace(/^Ủy ban nhân dân /u, level === 0 ? 'UBND ' : '')),
    search: 'Find meetings, papers',
    signOut: 'Sign out',
    account: name => `Account of ${name}`,
    password: 'Change password',
    shortcuts: 'Keyboard shortcuts',
    signOutTitle: 'Sign out with unsent work?',
    signOutBody: 'Some of what you wrote is only on this computer. It is kept and sent when you sign in here again.',
    signOutUploadingTitle: 'Sign out while files are being sent?',
    signOutUploadingBody:
      'Some files have not reached the server. If you sign out now they stop; choose them again next time to send them.',
    signOutAnyway: 'Sign out',
    stay: 'Stay'
  },

  save: {
    loading: 'Opening…',
    saving: 'Saving…',
    local: 'Saved on this computer',
    unkept: 'Not saved',
    server: 'Saved on the server',
    nothingKept:
      'The browser keeps nothing on this computer (private window, or storage is blocked). What you write lasts only once it is saved on the server.',
    unkeptHere: since =>
      `${since ? `No network since ${since}, and this` : 'This'} computer could not keep what you just wrote. Please do not close the window; it is sent to the server as soon as possible.`,
    offline: time => `No network since ${time} — you can still read and mark.`,
    offlineShort: time => `No network since ${time}`
  },

  aside: {
    title: 'Something could not be sent',
    body: 'The server did not take the changes below, because your rights changed or the content was edited elsewhere. What you wrote is kept here so that you can copy it.',
    noText: 'The change has no words to copy (strokes or an order of things).',
    at: time => `At ${time}`,
    copy: 'Copy',
    copied: 'Copied.',
    copyFailed: 'Could not copy. Please select the text and press Ctrl+C.',
    dismiss: 'Do not keep',
    show: 'Look at it'
  },

  today: {
    live: 'In session',
    startsToday: time => `Today, ${time}`,
    enter: 'Enter the meeting',
    open: 'Open',
    prepare: 'Prepare',
    people: n => (n === 1 ? '1 participant' : `${n} participants`),
    chair: name => `Chair: ${name}`,
    upcoming: 'Coming',
    papers: n => (n === 0 ? 'no papers yet' : n === 1 ? '1 paper' : `${n} papers`),
    unread: n => `${n} unread`,
    allRead: 'all read',
    changed: 'changed since',
    forYou: 'Waiting for you',
    toRead: 'Papers to read',
    toReadLine: n => (n === 1 ? '1 paper' : `${n} papers`),
    toIssue: 'Not issued yet',
    nothingForYou: 'Nothing is waiting for you.',
    allMeetings: n => `All ${n} coming meetings`,
    moreTasks: n => `${n} more in the list of meetings`,
    over: 'Held today',
    daysLeft: n => (n <= 0 ? 'Today' : n === 1 ? 'Tomorrow' : `${n} days left`),
    nothingElse: 'No other meetings ahead.',
    emptyTitle: 'No meetings ahead',
    emptyBody: 'Meetings you are invited to will stand here, with the papers to read.',
    emptyBodySecretary: 'Meetings you prepare or are invited to will stand here.',
    noCopyTitle: 'Nothing of yours is on this computer yet',
    noCopyBody: 'The server has to be reached once to fetch your meetings and papers. It is tried again by itself.',
    papersHere: 'Papers on this computer',
    papersHereLine: (held, wanted) => `${held}/${wanted} papers`,
    papersLeft: size => `${size} to go, fetched when there is a network`,
    papersAll: 'enough to meet without a network',
    papersNone: 'Papers of coming meetings are fetched to this computer by themselves.',
    diskFull: 'The disk of this computer is full; not all papers could be fetched.'
  },

  meetings: {
    title: 'Meetings',
    create: 'New meeting',
    filter: 'Filter meetings',
    filterHint: 'Title, place, chair…',
    coming: 'Coming',
    past: 'Past',
    all: 'All',
    count: n => (n === 1 ? '1 meeting' : `${n} meetings`),
    noneFound: query => `No meeting matches “${query}”.`,
    noneFoundHint: 'Diacritics are not needed, e.g. “giao ban”.',
    clear: 'Clear the filter',
    emptyComing: 'No meetings ahead',
    emptyPast: 'No past meetings',
    empty: 'No meetings yet',
    emptyBody: 'Meetings you are invited to or prepare will stand here.'
  },

  newMeeting: {
    title: 'New meeting',
    lead: 'Then add agenda, papers and participants. Nobody sees the meeting before you issue the invitation.',
    name: 'Title',
    nameHint: 'For example: Regular session, November 2026',
    unit: 'Unit',
    type: 'Type',
    form: 'Form',
    date: 'Date',
    dateHint: 'day/month/year',
    from: 'From',
    until: 'Until',
    place: 'Place',
    pickDate: 'Pick a date',
    nameMissing: 'Please enter a title.',
    dateWrong: 'Please enter the date like 23/11/2026.',
    timeWrong: 'Please enter the time like 08:30.',
    endBeforeStart: 'The end must be after the start.',
    submit: 'Create meeting',
    creating: 'Creating…'
  },

  search: {
    title: 'Find',
    label: 'Find meetings, papers',
    hint: 'Diacritics are not needed',
    none: 'Not found in what is on this computer.',
    begin: 'Type a few letters of a meeting’s or a paper’s name.',
    meetings: 'Meetings',
    papers: 'Papers'
  },

  shortcuts: {
    title: 'Keyboard shortcuts',
    search: 'Find',
    help: 'Show shortcuts',
    back: 'One step back, close a window',
    today: 'Go to Today',
    meetings: 'Go to Meetings',
    documents: 'Go to Papers',
    settings: 'Go to Settings'
  },

  settings: {
    title: 'Settings',
    look: 'Appearance',
    textSize: 'Text size',
    normal: 'Medium',
    large: 'Large',
    theme: 'Background',
    light: 'Light',
    dark: 'Dark',
    contrast: 'High contrast',
    language: 'Language',
    vietnamese: 'Tiếng Việt',
    english: 'English',
    lowPower: 'Spare a weak computer',
    lowPowerHint: 'No motion on the screen.',
    account: 'Account',
    accountName: 'Account name',
    unit: 'Unit',
    changePassword: 'Change password',
    thisComputer: 'This computer',
    papersHere: (n, size) => (n === 0 ? 'No papers on this computer yet.' : `${n} papers, ${size}.`),
    papersHint: 'Papers of coming meetings are fetched ahead, to be read without a network.',
    fetchNow: 'Fetch now',
    fetching: n => (n === 1 ? 'Fetching 1 missing paper.' : `Fetching ${n} missing papers.`),
    allHere: 'All papers of the coming meetings are on this computer.',
    keychain: 'Your sign-in is encrypted by the operating system on this computer.',
    file: 'This computer has no system key store: your sign-in is in a file that only this system user can read.',
    browserSession: 'Your sign-in is kept by the browser; sign out when you leave a shared computer.',
    synced: 'These choices follow you to every computer.',
    about: 'About',
    version: version => `Hopso ${version}`,
    server: organisation => `Server: ${organisation}`,
    licence: 'Open source under the Apache-2.0 licence. Sends nothing out of your organisation.'
  },

  administration: {
    title: 'Administration',
    users: 'Users',
    add: 'Add a user',
    filter: 'Filter users',
    filterHint: 'Name, account, title, unit…',
    count: n => (n === 1 ? '1 person' : `${n} people`),
    locked: 'Locked',
    edit: 'Edit',
    editTitle: name => `Edit: ${name}`,
    name: 'Full name',
    userTitle: 'Position',
    account: 'Account',
    accountHint: 'Lower-case letters, digits, dot or dash; at least 3 characters.',
    unit: 'Unit',
    role: 'Role',
    password: 'First password',
    passwordHint: 'Has to be changed at the first sign-in.',
    newPassword: 'Reset password',
    newPasswordHint: 'Leave empty to keep it. Has to be changed at the next sign-in.',
    lock: 'Lock the account',
    lockHint: 'A locked person cannot sign in; what they did stays in the records.',
    save: 'Save changes',
    create: 'Add user',
    nameMissing: 'Please enter the full name.',
    accountWrong: 'The account name does not have the right form.',
    passwordMissing: 'Please enter a first password.',
    added: name => `${name} was added.`,
    saved: name => `Changes to ${name} were saved.`,
    notLoaded: why => `The list of users could not be fetched. ${why}`,
    none: query => `No user matches “${query}”.`,
    noneFoundHint: 'Diacritics are not needed, e.g. “ngoc lan”.',
    lockedNotice: name => `The account of ${name} was locked.`
  },

  behind: {
    page: 'The server was renewed and this page was not: something may not be shown, a ballot for example. What you wrote is kept. Please reload the page.',
    desktop:
      'The server is newer than the app on this computer: something may not be shown, a ballot for example. What you wrote is kept. Please ask your administrator for the new app.',
    reload: 'Reload the page'
  },
  crash: {
    title: 'This screen has failed',
    body: 'Sorry. What you wrote is still on this computer. Please open the screen again; if it goes on, tell your administrator.',
    reload: 'Open again',
    details: 'Technical details'
  }
}

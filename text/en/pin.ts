import type { pin as vi } from '../vi/pin.ts'

/** Changing the person at one computer by PIN. */
export const pin: typeof vi = {
  change: 'Change person…',
  changeTitle: 'Change the person at this computer',
  lead: 'Everybody works with their own account. Whoever uses this computer now is signed out; what was not sent stays on it under their name.',
  field: name => `PIN of ${name}`,
  hint: '6 digits',
  needed: 'Please type all 6 digits.',
  enter: 'Go on as this person',
  cancel: 'Later',
  other: 'Others on this computer',
  find: 'Find a name',
  nobody: 'Nobody of that name on this computer.',
  gone: 'This computer takes your PIN no more, most likely because the password was changed. Please sign in with the password and set a new PIN in the settings.',
  byPin: 'Enter by PIN',
  byPassword: 'Enter with account and password',
  entrance: 'Who are you?',
  entranceLead: 'Several people use this computer. Choose your name, then type the PIN you set on it.',
  settings: {
    title: 'Change quickly by PIN',
    lead: 'For several people at one computer, at a conference site for example. The PIN is good on this computer alone, in place of your password.',
    on: 'This computer takes your PIN.',
    set: 'Set a PIN…',
    drop: 'No PIN on this computer',
    dropped: 'This computer takes no PIN of yours any more.',
    pin: 'New PIN',
    again: 'The PIN once more',
    differs: 'The two are not the same.',
    password: 'Your password',
    show: 'Show the password',
    hide: 'Hide the password',
    save: 'Set the PIN',
    saved: 'The PIN for this computer was set.',
    notSaved: why => `The PIN could not be set. ${why}`,
    elsewhere:
      'You have never signed in on this computer with your password. Please sign out, sign in with the password, and set the PIN then.'
  }
}

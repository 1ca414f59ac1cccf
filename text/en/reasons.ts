import type { Text } from '../index.ts'

export const reasons: Text['reasons'] = {
  'no-session': 'Your session has ended. What you wrote is still on this computer. Please sign in again to go on sending.',
  'wrong-password': 'Account or password is not right. Check Caps Lock and your Vietnamese keyboard, then try again.',
  'password-was-reset':
    'Your password was reset by an administrator, so the old one no longer works. If you asked for it, type the new one you were given. If you did not, please tell the head of your unit at once: for three days whoever has the new password cannot read your private notes.',
  'account-locked': 'This account is locked. Please ask your unit administrator to unlock it.',
  'too-many-attempts': 'Too many wrong attempts. Wait a few minutes and try again, or ask your unit administrator.',
  'password-must-change': 'This is your first sign-in. Please choose a new password before going on.',
  'weak-password':
    'A new password needs at least 8 characters of three kinds (lower case, upper case, digit, sign) and must not contain the account name.',
  'no-right': 'You do not have the right to do this. Please ask the meeting secretary or your unit administrator.',
  'not-found': 'This was not found, or is not meant for your account.',
  malformed: 'What was sent is not complete. Please check the fields and send again.',
  conflict: 'Someone has just changed this. Please look at the new state and repeat if still needed.',
  'account-taken': 'This account name is taken. Please choose another.',
  'meeting-ended': 'The meeting has ended and can no longer be changed.',
  'no-participants': 'There is no chair or nobody is invited yet. Please add participants before issuing.',
  'link-not-allowed':
    'The server of this link is not on the list of those that are allowed. Please ask the system administrator to add it, or use another link.',
  'code-needed': 'In this meeting one checks in in the room by QR code. Please scan the code on the screen, or ask the secretary.',
  'wrong-pin': 'The PIN is wrong. After five wrong ones in a row it is locked, and only the password signs in.',
  'weak-pin': 'This PIN is too easy to guess (all digits the same, or one after the other). Please choose another.',
  'pin-locked': 'The PIN is locked after five wrong tries. Please sign in with the password and set a new PIN in the settings.',
  'wrong-code': 'The code is wrong or has changed. Please look at the screen again and type the code it shows now.',
  'late-code': 'This code has just been replaced by another. Please scan the one on the screen now; this does not count as a wrong try.',
  'too-often':
    'You have recorded this and changed it back too often in this meeting, so it was not recorded; what was recorded last stands. If it has to change, please ask the secretary or the chair to record it.',
  'too-many-questions':
    'Ten questions of this person are waiting, so no other was registered. Please wait until one is called, or take back one that is no longer needed.',
  'list-closed':
    'The chair has closed the list, so nothing was registered. If it is needed, please ask the chair to open it again or the secretary to add you; points of order are still taken.',
  suspended: 'The meeting is suspended. Please resume it and do this again.',
  'ballot-settled':
    'You have changed this ballot 20 times, so this was not recorded; your last ballot counts. If it is really needed, please ask the chair to have the vote repeated.',
  'too-many-rehearsals':
    'Too many rehearsals are on (three of one person, fifty in all) and somebody is at each of them, so no other can begin. Please delete one that is no longer needed, or try again in ten minutes.',
  'no-quorum':
    'Fewer members are present than this meeting requires. Please note more attendance, or write down why you go on all the same.',
  'too-large': 'The file is larger than 256 MB. Please split it or scan again at 200 dpi.',
  'wrong-offset': 'The upload was interrupted. It goes on by itself from what was received.',
  'hash-mismatch': 'The file received differs from the one on your computer. It was not stored; please upload again.',
  'not-a-pdf': 'This file is not a PDF. Please export the document as PDF and upload it again.',
  'damaged-pdf': 'The PDF is damaged and cannot be opened. Please export or scan it again.',
  'encrypted-pdf': 'The PDF has a password. Please remove it and upload again so that participants can read it.',
  'secret-document': 'The document looks classified and is not stored here. Please hand it out on paper and collect it as the rules say.',
  'uploads-too-large':
    'Your unfinished uploads add up to more than 2 GB, so this file was not taken. Please let the earlier ones finish, or cancel some, and try again.',
  'disk-full': 'The server disk is full and nothing could be stored. Your work is still on this computer; please tell the administrator.',
  'record-damaged':
    'The record of this meeting is damaged on the server: the meeting can be read, nothing in it can be changed. Please tell your administrator to restore it from a backup.',
  'vote-open': 'A vote is still going on. Please end or stop it first.',
  'vote-closed': 'This vote takes no ballots any more (it has ended or was stopped), so what you just did was not recorded.',
  'not-on-roll':
    'Only members who were present when the vote was opened are on its roll, and this name is not, so the ballot was not recorded. If that is a mistake, please tell the secretary or the chair at once.',
  'no-voters': 'No member has been noted as present, so the vote cannot be opened. Please note attendance first.',
  'ballot-changed':
    'This ballot has just been replaced by another of the same person, so this one was not recorded. Please look at the present ballot and choose again if needed.',
  'voted-already': 'This person has voted on a device of their own, so no paper ballot is entered.',
  'same-person':
    'A paper ballot is confirmed by somebody other than who entered it. Please ask the chair or another secretary to look at it.',
  'paper-differs':
    'The two of you read different things, so this paper ballot is void and not counted. Please look at the sheet together and enter it again.',
  'ballots-damaged':
    'Some ballots on the server cannot be read back, so the vote cannot be counted. Please stop it, vote again, and tell the administrator.',
  'too-few-voters':
    'With fewer than three voters everybody would know how the others voted, so a secret ballot cannot be opened. Please note more people as present, or vote openly.',
  'too-few-ballots':
    'Fewer than three people have taken a ballot, so nothing is counted yet: the result would tell who chose what. Please wait for more, or stop this vote.',
  'ballot-given': 'This person has taken a ballot already, on another device or on paper. Everybody has one; please use that one.',
  'ballot-refused':
    'The box does not take this ballot: its seal or its choice does not fit the ballot that was given. Please tell the secretary at once.',
  'box-lost':
    'The ballot box of this vote is no longer on the server (usually after a backup was restored). Nothing is counted short: please stop this vote and vote again.',
  'paper-not-counted':
    'Ballots on paper were handed out, but the paper box has not been counted and confirmed by a second person. Please count it before ending the vote.',
  'too-many-paper-ballots': 'These are more ballots on paper than were handed out. Nothing was recorded; please count again.',
  'paper-count-differs':
    'You counted other numbers than the first person recorded, so that count is void, and the record says so. Please count the paper box together; one records it anew and the other confirms.',
  'result-tells-choices':
    'Only one or two used a ballot on a device (or on paper) while others used the other kind, so the result would tell everybody what they chose. Please stop and repeat it on paper, or write down why it is published all the same.',
  'paper-damaged':
    'The file of this paper is damaged on the server and was not sent. Please ask the secretary to upload the same file again; a copy on your computer can still be read.',
  'too-many-remarks':
    'As many notes or answers as can be shared here have been shared, so this one was not sent. Please withdraw some that are no longer needed and send it again.',
  'folder-too-deep': 'Folders can be nested five deep at most. Nothing has changed; please choose another folder.',
  'shelf-crowded':
    'The number of papers, folders or people shared with has reached its limit. Nothing has changed; please remove what is no longer used and try again.',
  'shelf-full': 'The space for your papers is not enough for this file. Please remove papers that are no longer used and upload it again.',
  'shelf-damaged':
    'The list of your own papers on the server is damaged, so it can only be read and not changed. Please ask the system administrator to restore it from a backup.',
  'foreign-origin': 'The request came from an unknown address and was refused. Please open Hopso from your unit’s address.',
  'foreign-host': 'The server does not answer under this address. Please use the address your administrator gave.',
  'too-many-requests': 'Too many requests in a short time. Please wait a few seconds and try again.',
  internal: 'The server failed. What you wrote is still on this computer; try again, and tell the administrator if it goes on.',
  offline: 'The server cannot be reached. Please check the cable or Wi-Fi and try again.',
  unexpected: 'The server answered in a way this version does not understand. Please reload or update.'
}

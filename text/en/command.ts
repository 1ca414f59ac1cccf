import type { Text } from '../index.ts'

export const command: Text['command'] = {
  help: version => `Hopso ${version} – paperless meetings for People's Committees.

Usage:
  hopso serve --data DIR --port N [options]         runs the server
  hopso verify LOG [--head N:HASH]                  checks an exported meeting record; N:HASH is the seal of the record, printed in
                                                    the minutes or copied from the screen of the meeting
  hopso add-administrator --data DIR --account NAME --unit "UNIT" [--name "FULL NAME"] [--keys DIR]
                                                    makes the first unit and administrator; reads the password from standard input
  hopso backup --data DIR --to FILE                 backs everything up into one file, also while the server runs
  hopso restore FILE --data DIR [--replace]         restores a backup into a new or empty folder
  hopso --help                                      prints this
  hopso --version                                   prints the version

Options of serve:
  --data DIR          where everything is kept; made if missing
  --port N            port to listen on; 0 is any free one
  --host H            address to listen on, default 127.0.0.1; 0.0.0.0 lets every machine on the network in
  --public-url URL    address people type, when it differs from the one listened on
  --keys DIR          where the key for private notes is kept, best outside the data folder
  --demonstration     loads a sample organisation into an empty data folder

A backup holds no keys (--keys) and no sessions; back the folder with the key up by itself. Before anything is restored every byte of the backup
is checked. With --replace the data folder that is there is renamed and kept, never deleted.

Once ready, serve prints one JSON line on standard output; logs go to standard error. Stop it with Ctrl-C or SIGTERM.
`,
  unknownCommand: name => `There is no command "${name}". Type "hopso --help" for help.`,
  unknownOption: name => `There is no option "${name}". Type "hopso --help" for help.`,
  missingOption: name => `"${name}" is missing. Type "hopso --help" for help.`,
  badPort: value => `"${value}" is no port; a number from 0 to 65535 is needed.`,
  badUrl: value => `"${value}" is no address; something like https://name or http://name:port is needed.`,
  portTaken: port => `Port ${port} is used by another program. Choose another one with --port.`,
  addressUnavailable: host => `Cannot listen at "${host}". Check --host and --port.`,
  folderUnreadable: folder => `The folder "${folder}" cannot be read or written. Check the path and your permissions.`,
  folderLocked: folder => `The folder "${folder}" is in use by another Hopso server. Stop that one first.`,
  folderNewer: folder => `The data in "${folder}" was written by a newer Hopso. Update and open it again.`,
  folderDamaged: (folder, detail) => `The data in "${folder}" is damaged and was not opened (${detail}). Restore it from a backup.`,
  diskFull: folder => `The disk that holds "${folder}" is full. Free some space and start again.`,
  demonstrationMissing: 'The sample organisation could not be loaded: resources/demonstration is missing or damaged. Install Hopso again.',
  startFailed: detail => `The server could not start: ${detail}`,
  logUnreadable: file => `The file "${file}" cannot be read. Check the path.`,
  logMalformed: (file, line) => `The file "${file}" is no meeting record: line ${line} has another form.`,
  logEmpty: file => `The file "${file}" holds no event to check.`,
  intact: (events, meeting, hash) => `The record is intact: ${events} events of meeting ${meeting}, last link ${hash}.`,
  brokenSequence: (expected, found) => `The record is broken: event ${expected} was expected, event ${found} was found.`,
  brokenMeeting: seq => `The record is broken at event ${seq}: it belongs to another meeting.`,
  brokenPrevious: seq => `The record is broken at event ${seq}: it does not follow the event before it.`,
  brokenHash: seq => `The record is broken at event ${seq}: its content was changed after it was written.`,
  badHead: value => `The seal "${value}" is not valid; it should be N:HASH, e.g. 24:9f2c…, with 64 signs of hash.`,
  cutOff: (events, wanted) => `The record was cut off: the file has ${events} events, the seal is that of event ${wanted}.`,
  otherChain: seq => `The record was written anew: event ${seq} does not fit the seal.`,
  passesThrough: seq => `It fits the seal of event ${seq}.`,
  accountTaken: account => `The account "${account}" is taken.`,
  accountMalformed: 'An account has 3 characters at least: lower-case letters, digits, dots, dashes or underscores.',
  weakPassword: 'A password has 8 characters at least, three of: lower case, upper case, digit, sign; without the account name in it.',
  administratorAdded: (account, unit) => `Administrator "${account}" of ${unit} was added.`,
  backupThere: file => `The file "${file}" is there already. Choose another name; a backup is never overwritten.`,
  backupWritten: (file, papers, bytes) =>
    `Backed up into "${file}": ${papers} papers, ${Math.ceil(bytes / 1024).toLocaleString('en-GB')} KB. It was read back and checked.`,
  backupWithoutPapers: count => `Note: ${count} papers were damaged before and are not in the backup. Please upload them again.`,
  backupBroken: detail => `No backup was made: it is not whole (${detail}). Look at the server's log and try again.`,
  backupUnreadable: file => `The file "${file}" cannot be read. Check the path and your permissions.`,
  backupDamaged: (file, detail) =>
    `The file "${file}" is damaged or no backup of Hopso (${detail}). Nothing was written; please use another backup.`,
  backupNewer: file => `The backup "${file}" was made by a newer Hopso. Update and restore it again.`,
  folderNotEmpty: folder => `The folder "${folder}" holds data. Choose a new one, or add --replace to rename and keep the old one.`,
  restored: (folder, at) =>
    `Restored into "${folder}" as of ${at}. Everybody signs in again; computers that hold newer content send it by themselves.`,
  restoredBefore: folder => `What was there before is kept in "${folder}".`,
  administratorName: 'System administrator'
}

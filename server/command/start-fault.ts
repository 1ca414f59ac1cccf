import { assertNever } from '#core/result.ts'
import type { Text } from '#text/index.ts'
import { StartFault } from '../options.ts'
import { StorageFault } from '../storage/ports.ts'
import { faultOf } from '../surroundings.ts'

export interface StartedWith {
  readonly folder: string
  readonly host: string
  readonly port: number
}

/** One sentence for the person whose server did not start. */
export function startFaultSentence(error: unknown, { folder, host, port }: StartedWith, text: Text['command']): string {
  if (error instanceof StartFault)
    switch (error.kind) {
      case 'port-taken':
        return text.portTaken(port)
      case 'address-unavailable':
        return text.addressUnavailable(host)
      case 'demonstration-missing':
        return text.demonstrationMissing
      default:
        return assertNever(error.kind)
    }
  if (error instanceof StorageFault)
    switch (error.kind) {
      case 'locked':
        return text.folderLocked(folder)
      case 'newer-format':
        return text.folderNewer(folder)
      case 'unreadable':
      case 'io':
        return text.folderUnreadable(folder)
      case 'disk-full':
        return text.diskFull(folder)
      case 'damaged':
        return text.folderDamaged(folder, error.message)
      default:
        return assertNever(error.kind)
    }
  return text.startFailed(faultOf(error))
}

export { makeBackup, restore } from './command/backup.ts'
export {
  type DemonstrationInfo,
  type LogEntry,
  type RunningServer,
  type ServerOptions,
  StartFault,
  type StartFaultKind
} from './options.ts'
export { startServer } from './start-server.ts'
export { StorageFault, type StorageFaultKind } from './storage/ports.ts'

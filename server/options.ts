/** What `startServer` may be told. cli.ts makes it from argv and env; the desktop app from its own settings. */
export interface ServerOptions {
  /** Folder for everything that lasts, or null for memory alone (tests). */
  readonly dataDir: string | null
  /** 0 = any free one. */
  readonly port: number
  /** Address to listen on; default 127.0.0.1. */
  readonly host?: string
  /** Address people type, when it differs from the one listened on (proxy, name). Its host and origin are allowed. */
  readonly publicUrl?: string
  /** Folder of the web client's bundle; without it only the API answers. */
  readonly webDir?: string
  /** Fills an empty directory with the demonstration organisation. */
  readonly demonstration?: boolean
  /** Folder outside the data folder for the key that private rooms are encrypted with at rest. */
  readonly keysDir?: string
  /** Folder `resources` of the project or package; the demonstration lies in it. */
  readonly resourcesDir?: string
  /** The bundled pdf-worker, when it does not lie beside the server's own bundle. */
  readonly pdfWorker?: string
  /** The bundled copy-worker, likewise. */
  readonly copyWorker?: string
  /** Of the product, as `/api/server` tells it. */
  readonly version?: string
  /** [Z5] What one person's own papers may take, bytes. */
  readonly personalQuotaBytes?: number
  /** Lets a collector that comes from another machine read /metrics. */
  readonly metricsToken?: string
  readonly now?: () => Date
  /** How answers to wrong passwords are kept waiting; default: a timer. */
  readonly wait?: (ms: number) => Promise<unknown>
  /** One structured line each; default: none. Never a token, a password or a file name. */
  readonly log?: (entry: LogEntry) => void
}
export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error'
  readonly event: string
  readonly [key: string]: unknown
}
/** Why a server could not start, in a form that text/ has a sentence for; whatever else went wrong is thrown as it is. */
export type StartFaultKind = 'port-taken' | 'address-unavailable' | 'demonstration-missing'
export class StartFault extends Error {
  constructor(
    readonly kind: StartFaultKind,
    message: string,
    options?: ErrorOptions
  ) {
    super(message, options)
    this.name = 'StartFault'
  }
}
export interface DemonstrationInfo {
  readonly meetingId: string
  readonly accounts: readonly { readonly account: string; readonly password: string; readonly role: string; readonly name: string }[]
}
export interface RunningServer {
  /** http://host:port, no slash at the end. */
  readonly url: string
  /** ws://host:port/sync */
  readonly syncUrl: string
  readonly port: number
  /** With `demonstration` only. */
  readonly demonstration: DemonstrationInfo | null
  /** Every acknowledged byte is stored when it resolves. Idempotent. */
  close(): Promise<void>
}

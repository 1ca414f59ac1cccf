/** Electron main ↔ embedded server in a utility process. */
export type ToServerProcess =
  | { readonly kind: 'start'; readonly dataDir: string; readonly port: number; readonly host: string }
  | { readonly kind: 'stop' }

export type FromServerProcess =
  | { readonly kind: 'started'; readonly url: string }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'stopped' }

export const testRuntime: { readonly package: string; readonly integrity: string; readonly executable: string; readonly version: string }
export interface ElectronRuntime {
  readonly dir: string
  readonly executable: string
  readonly kind: 'installed' | 'test-runtime'
}
export function electronRuntime(options?: { log?: (text: string) => void }): Promise<ElectronRuntime>

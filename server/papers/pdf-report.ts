/** What the inspection of a PDF found. `unable`: no judgement could be made because the inspector itself does not run here. */
export type PdfReport =
  | { readonly kind: 'readable'; readonly pages: number; readonly firstPageText: string }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'encrypted' }
  | { readonly kind: 'unable' }

/** Between the inspecting thread and the one that holds the file. */
export type ToInspector = { readonly begin: number; readonly bytes: Uint8Array }
export type FromInspector =
  | { readonly kind: 'read'; readonly begin: number; readonly end: number }
  | { readonly kind: 'done'; readonly report: PdfReport }
export interface InspectorData {
  readonly length: number
}

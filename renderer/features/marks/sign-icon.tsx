import type { SignName } from '#core/mark/mark.ts'
import { signPaths } from '#core/mark/mark-shape.ts'
import { linePath } from './gesture.ts'

/** A sign as it will stand on the page. */
export function SignIcon({ sign }: { readonly sign: SignName }) {
  return (
    <svg viewBox="-0.6 -0.6 1.2 1.2" aria-hidden="true" fill="none" stroke="currentColor" strokeLinecap="round" strokeLinejoin="round">
      <path strokeWidth={0.13} d={signPaths(sign).map(linePath).join('')} />
    </svg>
  )
}

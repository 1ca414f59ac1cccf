import { useMemo } from 'react'
import { qrModules } from './qr.ts'

/** A QR code with its quiet zone, dark on light whatever the theme; as wide as its place. `label`: what scanning it does. */
export function QrCode(props: { readonly text: string; readonly label: string }) {
  const rows = useMemo(() => qrModules(props.text), [props.text])
  const size = rows.length + 8
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + 4} ${y + 4}h1v1h-1z`] : []))).join('')
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={props.label} shapeRendering="crispEdges" width="100%">
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  )
}

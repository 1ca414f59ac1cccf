import { ringChime } from '../ui/chime.ts'
import { CheckField, useText } from '../ui/index.ts'
import { usePreferences } from './preferences.ts'

/** [C7] Whether my desk sounds when speaking time is over; turned on, it is heard at once. */
export function ChimeField() {
  const t = useText().floor
  const { preferences, setPreference } = usePreferences()
  return (
    <CheckField
      label={t.chime}
      hint={t.chimeHint}
      checked={preferences.chime}
      onCheck={on => {
        setPreference('chime', on)
        if (on) ringChime()
      }}
    />
  )
}

import { LeftShares } from '../features/remarks/left-shares.tsx'
import { SettingsScreen } from '../features/settings/index.ts'

/** My settings, and what of mine still lies where I am no more. */
export function SettingsRoute(props: { readonly onChangePassword: () => void; readonly onPin: () => void }) {
  return (
    <SettingsScreen {...props}>
      <LeftShares />
    </SettingsScreen>
  )
}

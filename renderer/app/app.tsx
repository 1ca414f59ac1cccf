import { MantineProvider } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import type { Language } from '#text/index.ts'
import { ChooseServerScreen, SignInScreen } from '../features/sign-in/index.ts'
import { SessionContext } from '../session/session.ts'
import type { SessionHost } from '../session/session-host.ts'
import { type Clock, ClockContext, LanguageContext, NoticeArea } from '../ui/index.ts'
import { BehindNotice } from './behind-notice.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { SignedIn } from './signed-in.tsx'

/** The whole screen, from the first start to the work in a meeting. `language` is the one used here last. */
export function App(props: {
  readonly host: SessionHost
  readonly clock: Clock
  readonly language: Language
  readonly severalServers: boolean
}) {
  return (
    <MantineProvider withCssVariables={false} withGlobalClasses={false} withStaticClasses={false}>
      <LanguageContext.Provider value={props.language}>
        <ErrorBoundary notice={<BehindNotice host={props.host} inPage={!props.severalServers} />}>
          <ClockContext.Provider value={props.clock}>
            <NoticeArea>
              <Entrance host={props.host} severalServers={props.severalServers} />
            </NoticeArea>
          </ClockContext.Provider>
        </ErrorBoundary>
      </LanguageContext.Provider>
    </MantineProvider>
  )
}

function Entrance({ host, severalServers }: { readonly host: SessionHost; readonly severalServers: boolean }) {
  const state = useSyncExternalStore(host.subscribe, host.getSnapshot)
  switch (state.kind) {
    case 'starting':
      return null
    case 'choose-server':
      return (
        <ChooseServerScreen
          known={state.known}
          onAdd={url => host.addServer(url)}
          onUse={server => void host.pickServer(server)}
          onForget={server => void host.forgetServer(server)}
        />
      )
    case 'sign-in':
      return (
        <SignInScreen
          organisation={state.organisation}
          reachable={state.reachable}
          onSignIn={(account, password) => host.signIn(account, password)}
          people={host.pinPeople()}
          onPin={(user, pin) => host.signInByPin(user, pin)}
          onOtherServer={severalServers ? () => void host.chooseServer() : null}
        />
      )
    case 'open':
      return (
        <SessionContext.Provider key={`${state.session.serverId} ${state.session.me.user.id}`} value={state.session}>
          <SignedIn host={host} state={state} />
        </SessionContext.Provider>
      )
  }
}

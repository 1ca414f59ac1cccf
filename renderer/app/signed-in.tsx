import { IconPlugConnectedX } from '@tabler/icons-react'
import { useCallback, useEffect, useState } from 'react'
import { UploadsProvider, useUploadsRunning } from '../features/papers/index.ts'
import { PaperWorkersProvider } from '../features/reader/index.ts'
import { BallotPostProvider } from '../features/secret-ballot/post-context.tsx'
import { ChangePasswordDialog, ChangePersonDialog, FirstPasswordScreen, PinDialog, SignInAgain } from '../features/sign-in/index.ts'
import { localMemory } from '../platform/small-memory.ts'
import { usePreferences } from '../session/preferences.ts'
import { useSession } from '../session/session.ts'
import type { HostState, SessionHost } from '../session/session-host.ts'
import {
  Banner,
  Button,
  clockTime,
  Dialog,
  goTo,
  LanguageContext,
  shortDate,
  useLeaveWarning,
  useNotice,
  usePlace,
  useText
} from '../ui/index.ts'
import { BehindNotice } from './behind-notice.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { FindRequestProvider } from './find-request.tsx'
import { applyLook } from './look.ts'
import { ResetNotice } from './reset-notice.tsx'
import { Routes } from './routes.tsx'
import { SearchDialog } from './search.tsx'
import { ShortcutsDialog, useShortcuts } from './shortcuts.tsx'
import { VotesElsewhere } from './vote-elsewhere.tsx'

type Open = Extract<HostState, { kind: 'open' }>

/** Everything behind the sign-in: look and language of the person, the place, and the windows that open over any place. */
export function SignedIn(props: { readonly host: SessionHost; readonly state: Open }) {
  const { preferences } = usePreferences()
  const { textSize, theme, language, lowPower } = preferences
  useEffect(() => {
    applyLook({ textSize, theme, language, lowPower }, document.documentElement, localMemory())
  }, [textSize, theme, language, lowPower])
  return (
    <LanguageContext.Provider value={language}>
      {props.state.session.me.mustChangePassword ? (
        <FirstPassword {...props} />
      ) : (
        <UploadsProvider>
          <PaperWorkersProvider>
            <FindRequestProvider>
              <BallotPostProvider>
                <Work {...props} />
              </BallotPostProvider>
            </FindRequestProvider>
          </PaperWorkersProvider>
        </UploadsProvider>
      )}
    </LanguageContext.Provider>
  )
}

function FirstPassword({ host, state }: { readonly host: SessionHost; readonly state: Open }) {
  const { api, organisation, me } = state.session
  const words = useText()
  const { passwordReset } = me
  const at = (instant: string) => `${clockTime(words.app.dates, instant)} ${shortDate(words.app.dates, instant)}`
  return (
    <FirstPasswordScreen
      api={api}
      organisation={organisation}
      current={state.firstPassword}
      lead={passwordReset ? words.access.reset.first(passwordReset.by, at(passwordReset.at)) : null}
      onDone={() => host.passwordChanged()}
      onSignOut={() => void host.signOut()}
    />
  )
}

type Window = 'again' | 'person' | 'pin' | 'search' | 'shortcuts' | 'password' | 'sign-out' | 'sign-out-uploading' | 'sign-in' | null

function Work({ host, state }: { readonly host: SessionHost; readonly state: Open }) {
  const { me, platform } = useSession()
  const words = useText().app
  const place = usePlace()
  const notice = useNotice()
  const { setPreference } = usePreferences()
  const [open, setOpen] = useState<Window>(null)
  const close = useCallback(() => setOpen(null), [])
  const search = useCallback(() => setOpen('search'), [])
  const shortcuts = useCallback(() => setOpen('shortcuts'), [])
  useShortcuts({ search, help: shortcuts })
  const { rooms } = state.session
  useLeaveWarning(useCallback(() => rooms.overall.getSnapshot().kind === 'unkept', [rooms]))

  const known = host.pinPeople()
  const others = known.filter(({ user }) => user !== me.user.id)
  const pinSet = known.some(({ user }) => user === me.user.id)
  // Whoever has a PIN here is asked for it, and for the password as soon as it is good no more.
  const byPin = open === 'person' ? known.length > 0 || !state.lost : open === 'again' && state.lost && pinSet
  const uploading = useUploadsRunning()
  const signOut = useCallback(() => {
    if (uploading()) setOpen('sign-out-uploading')
    else if (host.unsent()) setOpen('sign-out')
    else void host.signOut()
  }, [host, uploading])

  // Why my PIN did not open, said where the password is asked for.
  const [why, setWhy] = useState<string | null>(null)
  const toPassword = (because: string | null) => {
    setWhy(because)
    setOpen('sign-in')
  }
  useEffect(() => {
    setWhy(null)
    setOpen(state.lost ? 'again' : null)
  }, [state.lost])
  useEffect(() => platform.onJoinLink?.(meeting => goTo({ kind: 'meeting', meeting, paper: null })), [platform])
  useEffect(
    () =>
      platform.onMenu?.(command => {
        if (command === 'settings') goTo({ kind: 'settings' })
        else if (command === 'search') setOpen('search')
        else if (command === 'help') setOpen('shortcuts')
        else if (command === 'sign-out') signOut()
        else setPreference('textSize', command === 'zoom-in' ? 'large' : 'normal')
      }),
    [platform, signOut, setPreference]
  )
  const behind = <BehindNotice host={host} inPage={platform.servers === null} />
  const lost = state.lost ? (
    <Banner
      tone="danger"
      icon={<IconPlugConnectedX aria-hidden="true" />}
      action={<Button onClick={() => setOpen('again')}>{words.signIn.againTitle}</Button>}
    >
      {words.signIn.lostBanner}
    </Banner>
  ) : null
  return (
    <>
      {/* [S9] What failed may be something that only a newer client understands. */}
      <ErrorBoundary key={place.kind} notice={behind}>
        <Routes
          place={place}
          banners={
            <>
              {lost}
              {behind}
              <ResetNotice host={host} onPassword={() => setOpen('password')} />
            </>
          }
          onSearch={search}
          onShortcuts={shortcuts}
          onPassword={() => setOpen('password')}
          onPin={() => setOpen('pin')}
          onPerson={others.length > 0 ? () => setOpen('person') : null}
          onSignOut={signOut}
        />
        <VotesElsewhere />
      </ErrorBoundary>
      {open === 'search' ? <SearchDialog onClose={close} /> : null}
      {open === 'shortcuts' ? <ShortcutsDialog onClose={close} /> : null}
      {byPin ? (
        <ChangePersonDialog
          people={state.lost ? known : others}
          again={state.lost ? { user: me.user.id, name: me.user.name, onPassword: toPassword } : null}
          onSignIn={(user, pin) => host.signInByPin(user, pin)}
          onClose={close}
        />
      ) : null}
      {open === 'pin' ? <PinDialog isSet={pinSet} onSet={pin => host.setPin(pin)} onClose={close} /> : null}
      {open === 'password' ? (
        <ChangePasswordDialog
          api={state.session.api}
          onClose={close}
          onDone={() => {
            close()
            notice({ text: words.firstPassword.done })
          }}
        />
      ) : null}
      {state.lost && !byPin && (open === 'sign-in' || open === 'again' || open === 'person') ? (
        <SignInAgain
          name={me.user.name}
          why={why}
          account={me.user.account}
          onSignIn={(account, password) => host.signIn(account, password)}
          onPin={known.length > 0 ? () => setOpen('person') : null}
          onLater={close}
        />
      ) : null}
      {open === 'sign-out' || open === 'sign-out-uploading' ? (
        <Dialog
          title={open === 'sign-out' ? words.frame.signOutTitle : words.frame.signOutUploadingTitle}
          closeWord={words.close}
          onClose={close}
          footer={
            <>
              <Button onClick={close}>{words.frame.stay}</Button>
              <Button kind="danger" onClick={() => void host.signOut()}>
                {words.frame.signOutAnyway}
              </Button>
            </>
          }
        >
          {open === 'sign-out-uploading' ? <p>{words.frame.signOutUploadingBody}</p> : null}
          {host.unsent() ? <p>{words.frame.signOutBody}</p> : null}
        </Dialog>
      ) : null}
    </>
  )
}

import { type ReactNode, useEffect, useState } from 'react'
import { paths, serverShape } from '#protocol/http-api.ts'
import { useAhead } from '../../session/ahead.ts'
import { ChimeField } from '../../session/chime-field.tsx'
import { usePreferences } from '../../session/preferences.ts'
import { useSession } from '../../session/session.ts'
import { useSaveState } from '../../sync/hooks.ts'
import { Button, Card, CheckField, type Choice, Choices, useNotice, useText } from '../../ui/index.ts'
import { OpenSessions } from './open-sessions.tsx'
import s from './settings.module.css'

/** How it looks (on every device of mine), who I am, what is on this computer. */
export function SettingsScreen(props: {
  readonly onChangePassword: () => void
  readonly onPin: () => void
  readonly children?: ReactNode
}) {
  const { app: words, takingPart: simple } = useText()
  const { preferences, setPreference } = usePreferences()
  const look = words.settings
  return (
    <div className={s.page}>
      <Card aria-label={look.look}>
        <h2>{look.look}</h2>
        <div className={s.rows}>
          <Row label={look.textSize}>
            <Pick
              label={look.textSize}
              value={preferences.textSize}
              choices={[
                { value: 'normal', label: look.normal },
                { value: 'large', label: look.large }
              ]}
              onPick={value => setPreference('textSize', value)}
            />
          </Row>
          <Row label={look.theme}>
            <Pick
              label={look.theme}
              value={preferences.theme}
              choices={[
                { value: 'light', label: look.light },
                { value: 'dark', label: look.dark },
                { value: 'contrast', label: look.contrast }
              ]}
              onPick={value => setPreference('theme', value)}
            />
          </Row>
          <Row label={look.language}>
            <Pick
              label={look.language}
              value={preferences.language}
              choices={[
                { value: 'vi', label: look.vietnamese },
                { value: 'en', label: look.english }
              ]}
              onPick={value => setPreference('language', value)}
            />
          </Row>
          <CheckField
            label={simple.simple}
            hint={simple.simpleHint}
            checked={preferences.simpleMode}
            onCheck={checked => setPreference('simpleMode', checked)}
          />
          <CheckField
            label={look.lowPower}
            hint={look.lowPowerHint}
            checked={preferences.lowPower}
            onCheck={value => setPreference('lowPower', value)}
          />
          <ChimeField />
        </div>
        <p className={s.soft}>{look.synced}</p>
      </Card>
      <Account onChangePassword={props.onChangePassword} onPin={props.onPin} />
      {props.children}
      <OpenSessions />
      <ThisComputer />
      <About />
    </div>
  )
}

function Row(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={s.row}>
      <span>{props.label}</span>
      {props.children}
    </div>
  )
}

function Pick<T extends string>(props: {
  readonly label: string
  readonly value: T
  readonly choices: readonly Choice<T>[]
  readonly onPick: (value: T) => void
}) {
  return <Choices {...props} />
}

function Account(props: { readonly onChangePassword: () => void; readonly onPin: () => void }) {
  const { me } = useSession()
  const pinWords = useText().pin.settings
  const words = useText().app
  return (
    <Card aria-label={words.settings.account}>
      <h2>{words.settings.account}</h2>
      <dl className={s.facts}>
        <dt>{words.administration.name}</dt>
        <dd>{me.user.name}</dd>
        <dt>{words.settings.accountName}</dt>
        <dd>{me.user.account}</dd>
        <dt>{words.administration.userTitle}</dt>
        <dd>{me.user.title}</dd>
        <dt>{words.settings.unit}</dt>
        <dd>{me.unitPath.join(' – ')}</dd>
      </dl>
      <div className={s.acts}>
        <Button onClick={props.onChangePassword}>{words.settings.changePassword}</Button>
        <Button onClick={props.onPin}>{pinWords.set}</Button>
      </div>
    </Card>
  )
}

function ThisComputer() {
  const { platform, serverId, me, ahead, rooms } = useSession()
  const words = useText().app
  const reasons = useText().reasons
  const notice = useNotice()
  const save = useSaveState()
  const state = useAhead()
  const missing = [...state.meetings.values()].flatMap(meeting => meeting.papers).filter(paper => !paper.held).length
  const fetchNow = () => {
    ahead.fetchNow()
    const offline = save.kind === 'local' && save.offlineSince !== null
    notice({ text: offline ? reasons.offline : missing > 0 ? words.settings.fetching(missing) : words.settings.allHere })
  }
  const [kept, setKept] = useState<{ readonly count: number; readonly bytes: number } | null>(null)
  const [protection, setProtection] = useState<'keychain' | 'file' | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted anew whenever a paper has arrived
  useEffect(() => {
    let gone = false
    void platform.papers.kept(serverId, me.user.id).then(
      found => gone || setKept({ count: found.length, bytes: found.reduce((sum, file) => sum + file.bytes, 0) }),
      () => {}
    )
    return () => {
      gone = true
    }
  }, [platform, serverId, me.user.id, state])
  useEffect(() => {
    void platform.tokens?.protection().then(setProtection, () => {})
  }, [platform])
  return (
    <Card aria-label={words.settings.thisComputer}>
      <h2>{words.settings.thisComputer}</h2>
      <p>
        {kept ? words.settings.papersHere(kept.count, words.sizes.megabytes(kept.bytes)) : words.loading}{' '}
        {rooms.keeps ? words.settings.papersHint : words.save.nothingKept}
      </p>
      <div className={s.acts}>
        <Button onClick={fetchNow}>{words.settings.fetchNow}</Button>
      </div>
      <p className={s.soft}>{platform.tokens === null ? words.settings.browserSession : protection ? words.settings[protection] : null}</p>
    </Card>
  )
}

function About() {
  const { api, organisation } = useSession()
  const words = useText().app
  const [version, setVersion] = useState<string | null>(null)
  useEffect(() => {
    let gone = false
    void api.call('GET', paths.server, serverShape).then(answer => {
      if (answer.ok && !gone) setVersion(answer.value.version)
    })
    return () => {
      gone = true
    }
  }, [api])
  return (
    <Card aria-label={words.settings.about}>
      <h2>{words.settings.about}</h2>
      <p>
        {version ? `${words.settings.version(version)} · ` : ''}
        {words.settings.server(organisation)}
      </p>
      <p className={s.soft}>{words.settings.licence}</p>
    </Card>
  )
}

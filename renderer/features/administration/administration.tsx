import { IconAlertTriangle, IconPlus, IconUsers } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { z } from 'zod'
import { matchesQuery } from '#core/text/fold.ts'
import { paths, type UserShape, usersShape } from '#protocol/http-api.ts'
import { useSession } from '../../session/session.ts'
import type { ApiFailure } from '../../sync/api-client.ts'
import { useSaveState } from '../../sync/hooks.ts'
import { Avatar, Banner, Button, EmptyState, Tabs, Tag, useText } from '../../ui/index.ts'
import { ListPage } from '../../ui/list-page.tsx'
import s from './administration.module.css'
import { SignedInPeople } from './signed-in.tsx'
import { UserDialog } from './user-dialog.tsx'
import { VideoHosts } from './video-hosts.tsx'
import { VoteRules } from './vote-rules.tsx'

type Users = z.output<typeof usersShape>

/** People of the units I administer, and who of them is signed in. */
export function AdministrationScreen() {
  const text = useText()
  const [tab, setTab] = useState<'users' | 'signedIn' | 'video' | 'votes'>('users')
  const { me } = useSession()
  return (
    <div className={s.page}>
      <Tabs
        label={text.app.administration.title}
        value={tab}
        choices={[
          { value: 'users', label: text.app.administration.users },
          { value: 'signedIn', label: text.access.signedIn.tab },
          ...(me.user.role === 'administrator'
            ? [
                { value: 'video' as const, label: text.site.hosts.tab },
                { value: 'votes' as const, label: text.voteRules.tab }
              ]
            : [])
        ]}
        onPick={setTab}
      />
      {tab === 'users' ? <People /> : tab === 'video' ? <VideoHosts /> : tab === 'votes' ? <VoteRules /> : <SignedInPeople />}
    </div>
  )
}

/** Find, add, edit, lock. */
function People() {
  const { api } = useSession()
  const words = useText().app
  const reasons = useText().reasons
  const [loaded, setLoaded] = useState<Users | null>(null)
  const [failure, setFailure] = useState<ApiFailure | null>(null)
  const [query, setQuery] = useState('')
  const [editing, setEditing] = useState<UserShape | 'new' | null>(null)
  const load = useCallback(async () => {
    const answer = await api.call('GET', paths.users, usersShape)
    setFailure(answer.ok ? null : answer.reason)
    if (answer.ok) setLoaded(answer.value)
  }, [api])
  const reached = useSaveState().kind === 'server'
  useEffect(() => {
    void load()
  }, [load])
  // The server is back: no need to ask the person to press anything.
  useEffect(() => {
    if (reached && failure === 'offline') void load()
  }, [reached, failure, load])
  const shown = useMemo(
    () =>
      (loaded?.users ?? [])
        .filter(user => matchesQuery(`${user.name} ${user.account} ${user.title} ${user.unitName}`, query))
        .sort((a, b) => a.unitName.localeCompare(b.unitName, 'vi') || lastName(a.name).localeCompare(lastName(b.name), 'vi')),
    [loaded, query]
  )
  const w = words.administration
  return (
    <>
      <ListPage
        filter={{ label: w.filter, hint: w.filterHint, query, onQuery: setQuery }}
        count={w.count(shown.length)}
        act={
          <Button kind="primary" icon={<IconPlus aria-hidden="true" />} disabled={!loaded} onClick={() => setEditing('new')}>
            {w.add}
          </Button>
        }
        failure={
          failure ? (
            <Banner
              tone="danger"
              icon={<IconAlertTriangle aria-hidden="true" />}
              action={<Button onClick={() => void load()}>{words.tryAgain}</Button>}
            >
              {w.notLoaded(reasons[failure])}
            </Banner>
          ) : null
        }
        items={loaded ? shown : failure ? undefined : null}
        keyOf={user => user.id}
        estimate={69}
        row={user => <UserRow user={user} onEdit={() => setEditing(user)} />}
        noneFound={{ title: w.none(query), hint: w.noneFoundHint, clear: words.meetings.clear }}
        empty={<EmptyState icon={<IconUsers aria-hidden="true" />} title={w.count(0)} />}
      />
      {editing && loaded ? (
        <UserDialog
          user={editing === 'new' ? null : editing}
          units={loaded.units}
          onClose={() => setEditing(null)}
          onSaved={() => {
            setEditing(null)
            void load()
          }}
        />
      ) : null}
    </>
  )
}

/** Vietnamese people are listed by their given name, the last word. */
const lastName = (name: string): string => `${name.trim().split(/\s+/).at(-1) ?? ''} ${name}`

function UserRow(props: { readonly user: UserShape; readonly onEdit: () => void }) {
  const { user } = props
  const words = useText().app
  return (
    <div className={s.row}>
      <Avatar name={user.name} />
      <div>
        <div className={s.name}>{user.name}</div>
        <div className={s.soft}>
          {user.title} · {user.account}
        </div>
      </div>
      <div className={`${s.soft} ${s.unit}`}>{user.unitName}</div>
      <div className={s.tags}>
        {user.locked ? <Tag tone="attention">{words.administration.locked}</Tag> : <Tag>{words.unitRoles[user.role]}</Tag>}
      </div>
      <Button onClick={props.onEdit} aria-label={words.administration.editTitle(user.name)}>
        {words.administration.edit}
      </Button>
    </div>
  )
}

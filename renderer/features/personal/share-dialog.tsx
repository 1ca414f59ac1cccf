import { IconUserPlus } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { UserId } from '#core/ids.ts'
import type { PersonalPaper } from '#core/personal/shelf.ts'
import { useSession } from '../../session/session.ts'
import { Avatar, Button, Dialog, ErrorLine, shortDate, useNotice, useText } from '../../ui/index.ts'
import s from './personal.module.css'
import { usePersonalDeeds } from './use-personal-command.ts'

/** Opens the window in which people are picked; given by whoever composes the screen. */
export type PickPeople = (how: {
  readonly title: string
  readonly act: (count: number) => string
  readonly already: ReadonlySet<UserId>
  readonly onPick: (users: readonly UserId[]) => Promise<string | null>
  readonly onClose: () => void
}) => ReactNode

/** Who may read a paper of mine: named persons, added and taken away one by one. */
export function ShareDialog(props: { readonly paper: PersonalPaper; readonly pickPeople: PickPeople; readonly onClose: () => void }) {
  const { me } = useSession()
  const text = useText()
  const t = text.personal
  const { paper } = props
  const deeds = usePersonalDeeds()
  const notice = useNotice()
  const [picking, setPicking] = useState(paper.readers.length === 0)
  const [refused, setRefused] = useState<string | null>(null)
  const stop = async (user: UserId, name: string) => {
    const why = await deeds.ask({ kind: 'stop-sharing', paper: paper.paper, user })
    setRefused(why)
    if (why === null) notice({ text: t.stopped(name) })
  }
  const already = new Set([me.user.id, ...paper.readers.map(({ user }) => user)])
  if (picking)
    return props.pickPeople({
      title: t.sharePick,
      act: t.shareDo,
      already,
      onPick: users => deeds.ask({ kind: 'share', paper: paper.paper, users: [...users] }),
      onClose: () => setPicking(false)
    })
  return (
    <Dialog
      title={t.shareTitle(paper.title)}
      closeWord={t.close}
      width={620}
      onClose={props.onClose}
      footer={
        <>
          <Button icon={<IconUserPlus aria-hidden="true" />} onClick={() => setPicking(true)}>
            {t.shareAdd}
          </Button>
          <Button kind="primary" onClick={props.onClose}>
            {t.close}
          </Button>
        </>
      }
    >
      <p className={s.beside}>{t.shareLead}</p>
      {paper.readers.length === 0 ? <p>{t.shareNobody}</p> : null}
      <ul className={s.readers}>
        {paper.readers.map(({ user, name, since }) => (
          <li key={user}>
            <Avatar name={name} />
            <span>
              {name}
              <small>{t.shareSince(shortDate(text.app.dates, since))}</small>
            </span>
            <Button aria-label={t.shareStopOf(name)} onClick={() => void stop(user, name)}>
              {t.shareStop}
            </Button>
          </li>
        ))}
      </ul>
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
    </Dialog>
  )
}

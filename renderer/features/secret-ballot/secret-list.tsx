import { IconCheckbox, IconListSearch, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { spokenMark } from '#core/secret-ballot/ballot.ts'
import { totalOf } from '#core/secret-ballot/secret-vote.ts'
import type { VoteChoice } from '#core/vote/options.ts'
import { choiceWord } from '#text/choice.ts'
import { useSession } from '../../session/session.ts'
import { Banner, Button, TextField, useNotice, useText } from '../../ui/index.ts'
import { useBallotPost } from './post-context.tsx'
import s from './secret-ballot.module.css'
import type { SecretMatter } from './secret-matter.ts'

/** [SB7] After the end: my own ballot in the list, the list, and a way to count it again on this device. */
export function SecretList(props: SecretMatter) {
  const all = useText()
  const t = all.secretBallot
  const { vote, record } = props
  const { api } = useSession()
  const notice = useNotice()
  const { post, kept } = useBallotPost(vote.vote)
  const [open, setOpen] = useState(false)
  const [sought, setSought] = useState('')
  const [counting, setCounting] = useState(false)
  const [found, setFound] = useState<{ readonly good: boolean; readonly says: string } | null>(null)
  const secret = record.secretVotes.get(vote.vote)
  const list = secret?.list
  if (!secret?.given || !list) return null
  const wordFor = (choice: VoteChoice) => choiceWord(all.vote, vote, choice)
  const { device, paper } = secret.given
  const plain = sought.replace(/\s/g, '').toLowerCase()
  const shown = plain === '' ? list : list.filter(({ mark }) => mark.startsWith(plain))

  const again = async () => {
    setCounting(true)
    const { countAgain } = await import('./recount.ts')
    const outcome = await countAgain(api, props.meeting, vote, list)
    setCounting(false)
    if (!outcome.ok) return setFound({ good: true, says: t.recountNot(all.reasons[outcome.reason]) })
    setFound(outcome.value === null ? { good: false, says: t.recountBad } : { good: true, says: t.recountGood(outcome.value) })
  }
  const forget = async () => {
    if (post === null || post === 'none') return
    await post.forget(vote.vote)
    notice({ text: t.forgotten })
  }

  return (
    <section className={s.listed} aria-label={t.list}>
      <p>
        {t.summary(vote.roll.length, device + paper, list.length)}
        {paper > 0 ? ` ${t.paperSum(totalOf(secret.paper?.counts ?? {}))}` : ''}
        {device > list.length ? ` ${t.abstained(device - list.length)}` : ''}
      </p>
      {secret.withoutSecrecy === undefined ? null : <Banner>{t.fewPublished(secret.withoutSecrecy)}</Banner>}
      <Mine {...props} wordFor={wordFor} />
      <div className={s.row}>
        <Button icon={<IconListSearch />} aria-expanded={open} onClick={() => setOpen(!open)}>
          {t.listShow(list.length)}
        </Button>
        <Button icon={<IconCheckbox />} busy={counting} onClick={() => void again()}>
          {counting ? t.recounting : t.recount}
        </Button>
        {kept ? (
          <Button kind="bare" icon={<IconTrash />} onClick={() => void forget()}>
            {t.forget}
          </Button>
        ) : null}
      </div>
      {found ? (
        found.good ? (
          <p role="status" className={s.good}>
            {found.says}
          </p>
        ) : (
          <Banner tone="danger">{found.says}</Banner>
        )
      ) : null}
      {open ? (
        <>
          <p className={s.soft}>{t.listWhy}</p>
          {list.length > 12 ? <TextField label={t.find} value={sought} onChange={event => setSought(event.currentTarget.value)} /> : null}
          {shown.length === 0 ? <p>{list.length === 0 ? t.listNone : t.findNone}</p> : null}
          <ol className={s.marks}>
            {shown.map(({ mark, choice }) => (
              <li key={mark} data-mine={mark === kept?.blank.mark} title={mark}>
                <code>{spokenMark(mark)}</code>
                <span>{wordFor(choice)}</span>
                {mark === kept?.blank.mark ? <em>{t.yours}</em> : null}
              </li>
            ))}
          </ol>
        </>
      ) : null}
    </section>
  )
}

/** What became of the ballot this device keeps. */
function Mine(props: SecretMatter & { readonly wordFor: (choice: VoteChoice) => string }) {
  const t = useText().secretBallot
  const { kept } = useBallotPost(props.vote.vote)
  const list = props.record.secretVotes.get(props.vote.vote)?.list ?? []
  if (!kept) return null
  const mark = spokenMark(kept.blank.mark)
  const listed = list.find(one => one.mark === kept.blank.mark)
  if (!kept.ballot) return <p className={s.soft}>{t.mineNotWritten}</p>
  if (listed?.choice === kept.ballot.choice) return <p className={s.good}>{t.mineFound(mark, props.wordFor(listed.choice))}</p>
  if (listed) return <Banner tone="danger">{t.mineOther(mark, props.wordFor(listed.choice), props.wordFor(kept.ballot.choice))}</Banner>
  return kept.cast ? <Banner tone="danger">{t.mineMissing(mark)}</Banner> : <Banner>{t.mineLate(mark)}</Banner>
}

import { IconArrowRight, IconColumns2, IconListDetails, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { VersionId } from '#core/ids.ts'
import type { Change, Part, Span } from '#core/paper/compare.ts'
import type { Paper, PaperVersion } from '#core/paper/paper.ts'
import { Button, EmptyState, IconButton, SelectField, Skeleton, shortDate, useText } from '../../ui/index.ts'
import { VirtualRows } from '../../ui/virtual-rows.tsx'
import s from './changes.module.css'
import { type Compared, useComparison } from './use-comparison.ts'

interface Props {
  readonly paper: Paper
  /** The version I read before this one came, when there is one. */
  readonly read: VersionId | null
  readonly from: VersionId
  readonly to: VersionId
  readonly onChoose: (from: VersionId, to: VersionId) => void
  /** Opens a version where something changed. */
  readonly onOpen: (version: VersionId, spans: readonly Span[]) => void
  readonly onClose: () => void
  /** A reader of one version, for comparing by eye. */
  readonly reader: (version: PaperVersion) => ReactNode
}

/** What changed between two versions: figures and dates first, then everything side by side, each a way to its place. */
export function ChangesView(props: Props) {
  const { changes: t, app } = useText()
  const { paper, read, from, to } = props
  const [byEye, setByEye] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const compared = useComparison(paper.paper, from, to, attempt)
  const numberOf = (version: VersionId): number => paper.versions.findIndex(one => one.version === version) + 1
  const choices = paper.versions.map(one => ({
    value: one.version,
    label: t.choice(numberOf(one.version), shortDate(app.dates, one.addedAt), one.version === read)
  }))
  const [old, fresh] = [from, to].map(version => paper.versions.find(one => one.version === version))
  return (
    <section className={s.view} aria-label={t.title}>
      <header className={s.head}>
        <h2 ref={heading} tabIndex={-1}>
          {read === from ? t.titleSince : t.title}
        </h2>
        <div className={s.choose}>
          <SelectField label={t.old} hideLabel value={from} options={choices} onPick={picked => props.onChoose(picked, to)} />
          <IconArrowRight size={20} aria-hidden="true" />
          <SelectField label={t.fresh} hideLabel value={to} options={choices} onPick={picked => props.onChoose(from, picked)} />
        </div>
        <Button icon={byEye ? <IconListDetails size={20} /> : <IconColumns2 size={20} />} onClick={() => setByEye(!byEye)}>
          {byEye ? t.byWords : t.byEye}
        </Button>
        <IconButton label={t.close} className={s.close} onClick={props.onClose}>
          <IconX />
        </IconButton>
      </header>
      {byEye && old && fresh ? (
        <div className={s.eyes}>
          {(old === fresh ? [old] : [old, fresh]).map(version => (
            <div key={version.version} className={s.eye}>
              <h3>{choices.find(choice => choice.value === version.version)?.label}</h3>
              {props.reader(version)}
            </div>
          ))}
        </div>
      ) : (
        <Words {...props} compared={compared} numberOf={numberOf} onEye={() => setByEye(true)} onAgain={() => setAttempt(attempt + 1)} />
      )}
    </section>
  )
}

function Words(
  props: Props & {
    readonly compared: Compared
    readonly numberOf: (version: VersionId) => number
    readonly onEye: () => void
    readonly onAgain: () => void
  }
) {
  const t = useText().changes
  const { compared, from, to, numberOf } = props
  const eye = <Button onClick={props.onEye}>{t.byEye}</Button>
  if (from === to) return <Centre title={t.same} />
  if (compared.kind === 'working')
    return (
      <div className={s.scroll} aria-busy="true" role="status" aria-label={t.working}>
        <div className={s.sheet}>
          <Skeleton width="50%" />
          <Skeleton height={72} />
          <Skeleton height={120} />
          <Skeleton height={120} />
        </div>
      </div>
    )
  if (compared.kind === 'absent')
    return (
      <Centre title={t.absent} action={<Button onClick={props.onAgain}>{t.again}</Button>}>
        {t.absentWhy}
      </Centre>
    )
  const { changes, scans } = compared.comparison
  if (scans[0] || scans[1])
    return (
      <Centre title={t.scan(numberOf(scans[0] ? from : to))} action={eye}>
        {t.scanWhy}
      </Centre>
    )
  if (changes.length === 0)
    return (
      <Centre title={t.none} action={eye}>
        {t.noneWhy}
      </Centre>
    )
  return <Found {...props} changes={changes} complete={compared.complete} />
}

function Centre(props: { readonly title: string; readonly action?: ReactNode; readonly children?: ReactNode }) {
  return (
    <div className={s.scroll}>
      <EmptyState icon={<IconColumns2 />} title={props.title} action={props.action}>
        {props.children}
      </EmptyState>
    </div>
  )
}

type Row = { readonly kind: 'page'; readonly page: number } | { readonly kind: 'change'; readonly change: Change; readonly index: number }

function Found(
  props: Props & { readonly changes: readonly Change[]; readonly complete: boolean; readonly numberOf: (version: VersionId) => number }
) {
  const t = useText().changes
  const { changes } = props
  const facts = useMemo(() => changes.flatMap(change => change.facts.map(fact => ({ change, fact }))), [changes])
  const rows = useMemo(() => {
    let page = 0
    return changes.flatMap((change, index): Row[] => {
      const here = change.after[0]?.page ?? change.before[0]?.page ?? 1
      const head: Row[] = here === page ? [] : [{ kind: 'page', page: here }]
      page = here
      return [...head, { kind: 'change', change, index }]
    })
  }, [changes])
  return (
    <div className={s.scroll}>
      <div className={s.sheet}>
        <p className={s.summary} role="status">
          {t.summary(facts.length, changes.length)}
          {props.complete ? '' : ` ${t.incomplete}`}
        </p>
        {facts.length > 0 ? (
          <section className={s.card} aria-label={t.facts}>
            <h3>{t.facts}</h3>
            <ul className={s.facts}>
              {facts.map(({ change, fact }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is made once
                <li key={index}>
                  <span className={s.about}>{fact.about || t.kinds[fact.kind]}</span>
                  <span className={s.values}>
                    {fact.before ? <del>{fact.before}</del> : <i>{t.came}</i>}
                    <IconArrowRight size={18} aria-label={t.became} />
                    {fact.after ? <ins>{fact.after}</ins> : <i>{t.went}</i>}
                  </span>
                  <Places {...props} change={change} />
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <section aria-label={t.all}>
          <h3>{t.all}</h3>
          <VirtualRows
            items={rows}
            keyOf={row => (row.kind === 'page' ? `page ${row.page} ${rows.indexOf(row)}` : `change ${row.index}`)}
            estimate={140}
            row={row =>
              row.kind === 'page' ? <h4 className={s.page}>{t.onPage(row.page)}</h4> : <ChangeCard {...props} change={row.change} />
            }
          />
        </section>
      </div>
    </div>
  )
}

type Ways = Pick<Props, 'from' | 'to' | 'onOpen'> & { readonly numberOf: (version: VersionId) => number; readonly change: Change }

function Places(props: Ways) {
  return (
    <span className={s.places}>
      <Way {...props} version={props.from} spans={props.change.before} />
      <Way {...props} version={props.to} spans={props.change.after} />
    </span>
  )
}

function Way(props: Ways & { readonly version: VersionId; readonly spans: readonly Span[] }) {
  const t = useText().changes
  const page = props.spans[0]?.page
  if (page === undefined) return <span />
  const number = props.numberOf(props.version)
  return (
    <Button kind="bare" className={s.way ?? ''} aria-label={t.open(number, page)} onClick={() => props.onOpen(props.version, props.spans)}>
      {t.place(number, page)}
    </Button>
  )
}

function ChangeCard(props: Ways) {
  const t = useText().changes
  const { change } = props
  return (
    <article className={`${s.card} ${s.change}`} data-kind={change.kind}>
      <b className={s.kind}>{t.change[change.kind]}</b>
      {change.kind === 'moved' ? (
        <>
          <p>{t.movedFrom(change.before[0]?.page ?? 1, change.after[0]?.page ?? 1)}</p>
          <p className={s.passage}>
            <Parts parts={change.is} />
          </p>
          <Places {...props} />
        </>
      ) : (
        <div className={s.sides}>
          <Side {...props} version={props.from} spans={change.before} parts={change.was} />
          <Side {...props} version={props.to} spans={change.after} parts={change.is} />
        </div>
      )}
    </article>
  )
}

function Side(props: Ways & { readonly version: VersionId; readonly spans: readonly Span[]; readonly parts: readonly Part[] }) {
  const t = useText().changes
  return (
    <div className={s.side}>
      <Way {...props} />
      {props.parts.length === 0 ? (
        <p className={s.nothing}>{t.notThere}</p>
      ) : (
        <p className={s.passage}>
          <Parts parts={props.parts} />
        </p>
      )}
    </div>
  )
}

function Parts(props: { readonly parts: readonly Part[] }) {
  return props.parts.map((part, index) => {
    const key = `${index} ${part.kind}`
    const text = index === 0 || /^[.,;:!?)\]%]/.test(part.text) ? part.text : ` ${part.text}`
    return part.kind === 'removed' ? (
      <del key={key}>{text}</del>
    ) : part.kind === 'added' ? (
      <ins key={key}>{text}</ins>
    ) : (
      <span key={key}>{text}</span>
    )
  })
}

import type { Head } from '#core/record/chain.ts'
import type { Text } from '#text/index.ts'
import { headIn } from './verify.ts'

/** What was asked on the command line, or the sentence that says what is wrong with it. */
export type Asked =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'serve'; readonly options: ServeArguments }
  | { readonly kind: 'verify'; readonly log: string; readonly head: Head | null }
  | { readonly kind: 'add-administrator'; readonly options: AdministratorArguments }
  | { readonly kind: 'backup'; readonly data: string; readonly file: string }
  | { readonly kind: 'restore'; readonly file: string; readonly data: string; readonly replace: boolean }
  | { readonly kind: 'wrong'; readonly sentence: string }

export interface ServeArguments {
  readonly data: string
  readonly port: number
  readonly host?: string
  readonly publicUrl?: string
  readonly keys?: string
  readonly demonstration: boolean
}
export interface AdministratorArguments {
  readonly data: string
  readonly account: string
  readonly unit: string
  readonly name?: string
  readonly keys?: string
}

const valued: Readonly<Record<string, readonly string[]>> = {
  serve: ['data', 'port', 'host', 'public-url', 'keys'],
  verify: ['head'],
  'add-administrator': ['data', 'account', 'unit', 'name', 'keys'],
  backup: ['data', 'to'],
  restore: ['data']
}
const flags: Readonly<Record<string, readonly string[]>> = {
  serve: ['demonstration'],
  verify: [],
  'add-administrator': [],
  backup: [],
  restore: ['replace']
}

type Collected = { readonly values: ReadonlyMap<string, string>; readonly words: readonly string[] } | { readonly wrong: string }

/** Understands `hopso …` strictly: what is unknown is said, not skipped. */
export function understand(argv: readonly string[], text: Text['command']): Asked {
  const [verb, ...rest] = argv
  if (verb === undefined || verb === '--help' || verb === '-h' || verb === 'help' || rest.includes('--help')) return { kind: 'help' }
  if (verb === '--version' || verb === '-v') return { kind: 'version' }
  if (!(verb in valued)) return wrong(text.unknownCommand(verb))
  const collected = collect(verb, rest, text)
  if ('wrong' in collected) return wrong(collected.wrong)
  const { values, words } = collected
  if (verb === 'verify') {
    const [log, extra] = words
    const typed = values.get('head')
    const head = typed === undefined ? null : headIn(typed)
    if (log === undefined) return wrong(text.missingOption('LOG'))
    if (typed !== undefined && !head) return wrong(text.badHead(typed))
    return extra === undefined ? { kind: 'verify', log, head } : wrong(text.unknownOption(extra))
  }
  if (verb === 'restore') return restoreOf(words, values, text)
  if (words[0] !== undefined) return wrong(text.unknownOption(words[0]))
  if (verb === 'backup') return backupOf(values, text)
  return verb === 'serve' ? serveOf(values, text) : administratorOf(values, text)
}

const wrong = (sentence: string): Asked => ({ kind: 'wrong', sentence })

function collect(verb: string, rest: readonly string[], text: Text['command']): Collected {
  const values = new Map<string, string>()
  const words: string[] = []
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? ''
    if (!word.startsWith('--')) {
      words.push(word)
      continue
    }
    const [name = '', inline] = word.slice(2).split(/=(.*)/s)
    if (flags[verb]?.includes(name)) values.set(name, '')
    else if (!valued[verb]?.includes(name)) return { wrong: text.unknownOption(word) }
    else {
      const value = inline ?? rest[++at]
      if (value === undefined || value === '') return { wrong: text.missingOption(`--${name}`) }
      values.set(name, value)
    }
  }
  return { values, words }
}

function serveOf(values: ReadonlyMap<string, string>, text: Text['command']): Asked {
  const data = values.get('data')
  const port = values.get('port')
  if (data === undefined) return wrong(text.missingOption('--data'))
  if (port === undefined) return wrong(text.missingOption('--port'))
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return wrong(text.badPort(port))
  const host = values.get('host')
  const publicUrl = values.get('public-url')
  const keys = values.get('keys')
  if (publicUrl !== undefined && !isWebAddress(publicUrl)) return wrong(text.badUrl(publicUrl))
  return {
    kind: 'serve',
    options: {
      data,
      port: Number(port),
      ...(host !== undefined && { host }),
      ...(publicUrl !== undefined && { publicUrl }),
      ...(keys !== undefined && { keys }),
      demonstration: values.has('demonstration')
    }
  }
}

function backupOf(values: ReadonlyMap<string, string>, text: Text['command']): Asked {
  const data = values.get('data')
  const file = values.get('to')
  if (data === undefined) return wrong(text.missingOption('--data'))
  return file === undefined ? wrong(text.missingOption('--to')) : { kind: 'backup', data, file }
}

function restoreOf(words: readonly string[], values: ReadonlyMap<string, string>, text: Text['command']): Asked {
  const data = values.get('data')
  const [file, extra] = words
  if (file === undefined) return wrong(text.missingOption('FILE'))
  if (extra !== undefined) return wrong(text.unknownOption(extra))
  return data === undefined ? wrong(text.missingOption('--data')) : { kind: 'restore', file, data, replace: values.has('replace') }
}

function administratorOf(values: ReadonlyMap<string, string>, text: Text['command']): Asked {
  const data = values.get('data')
  const account = values.get('account')
  const unit = values.get('unit')
  const name = values.get('name')
  const keys = values.get('keys')
  if (data === undefined) return wrong(text.missingOption('--data'))
  if (account === undefined) return wrong(text.missingOption('--account'))
  if (unit === undefined) return wrong(text.missingOption('--unit'))
  return {
    kind: 'add-administrator',
    options: { data, account, unit, ...(name !== undefined && { name }), ...(keys !== undefined && { keys }) }
  }
}

function isWebAddress(value: string): boolean {
  try {
    return /^https?:$/.test(new URL(value).protocol)
  } catch {
    return false
  }
}

// docs/performance.md, made of docs/performance.json: the last measures of each benchmark, with date, machine, versions and command.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { arch, cpus, platform, totalmem } from 'node:os'

const data = 'docs/performance.json'
const page = 'docs/performance.md'

const peersOf = {
  sync: ['relay', 'y-websocket', 'hocuspocus'],
  flood: ['relay', 'y-websocket', 'hocuspocus'],
  join: ['relay', 'y-websocket', 'hocuspocus'],
  restart: ['y-websocket', 'hocuspocus']
}

/** Puts the measures of one run of `npm run bench -- NAME` in place of the ones before and writes the page anew. */
export function keepMeasures(name, runs, measures) {
  const kept = existsSync(data) ? JSON.parse(readFileSync(data, 'utf8')) : {}
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${arch()}, Node ${process.versions.node}`
  kept[name] = { date: new Date().toISOString().slice(0, 10), machine, versions: versionsOf(name), runs, measures }
  writeFileSync(data, `${JSON.stringify(kept, null, 2)}\n`)
  writeFileSync(page, pageOf(kept))
}

function pageOf(kept) {
  const sections = Object.entries(kept).map(([name, { date, machine, versions, runs, measures }]) => {
    const peers = [...new Set(measures.flatMap(measure => Object.keys(measure.peers)))]
    const rows = measures.map(measure => [
      measure.measure,
      `**${measure.own}** ${measure.unit ?? 'ms'}`,
      ...peers.map(peer => measure.peers[peer] ?? ''),
      measure.limit === undefined ? `${measure.ratio}×` : '',
      measure.limit === undefined ? `≤ ${measure.target}×` : `≤ ${measure.limit} ${measure.unit ?? 'ms'}`,
      measure.holds ? 'yes' : '**no**'
    ])
    const table = [
      ['measure', 'Hopso', ...peers, 'ratio', 'target', 'holds'],
      ['---', '---', ...peers.map(() => '---'), '---', '---', '---'],
      ...rows
    ]
    return [
      `## ${name}`,
      '',
      `${date} · ${machine} · ${runs} run${runs === 1 ? '' : 's'} · \`npm run bench -- ${name} --runs ${runs} --write\``,
      ...(versions ? ['', versions] : []),
      '',
      ...table.map(row => `| ${row.join(' | ')} |`)
    ].join('\n')
  })
  return `${[
    '# Performance',
    'Written by `npm run bench -- NAME --write`; nothing here is typed. Medians over the runs; the ratio is to the first peer of the row, measured in the same run, each server started anew and everything on one computer. Ours stores every change with fsync before anybody is told of it; a peer keeps its documents on disk only where its name says so. Processor time and memory are what the operating system counts for the server (or page) alone.',
    ...sections
  ].join('\n\n')}\n`
}

/** The peers' packages, in a line; '' where a benchmark has none. */
function versionsOf(name) {
  const packages = (peersOf[name] ?? []).flatMap(peer =>
    Object.entries(JSON.parse(readFileSync(`tests/load/peers/${peer}/package.json`, 'utf8')).dependencies)
  )
  return [...new Map(packages)].map(([dependency, version]) => `${dependency} ${version}`).join(', ')
}

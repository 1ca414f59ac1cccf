// The walls a compiler cannot keep (docs/architecture.md). `node scripts/house-rules.mjs` checks every tracked source file.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'

const yjsHomes = ['core/shared-doc/', 'server/rooms/', 'renderer/sync/', 'tests/']
const yjsPackages = /^(yjs|y-protocols|y-websocket|lib0)(\/|$)/
const rooms = ['core', 'protocol', 'text', 'server', 'renderer', 'electron', 'tests']
const vietnamese = /[ăâđêôơưĂÂĐÊÔƠƯàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/iu
/** Files where Vietnamese letters are data to be recognised, not sentences to be read. */
const notSentences = new Set([
  'core/paper/facts.ts',
  'core/paper/secrecy.ts',
  'core/text/fold.ts',
  'core/text/legacy.ts',
  'core/text/syllable.ts'
])
/** Chromium gives these to https and localhost alone; a town hall's LAN is plain http. */
const secureOnly = /^(subtle|randomUUID|serviceWorker|clipboard|persist|mediaDevices|caches)$/
/** Where argv, env and signals are read: one file per process. */
const processReaders =
  /^(server\/cli\.ts|electron\/main\/main\.ts|electron\/server-process\/[a-z-]+\.ts|scripts\/|tests\/|[a-z.-]+\.config\.ts|renderer\/vite)/
const isTest = path => /\.(test|contract|spec)\.tsx?$/.test(path) || path.startsWith('tests/')

/**
 * Violations in one source file. `path` is relative to the project's root, with forward slashes.
 * @returns {{ path: string, line: number, rule: string, message: string }[]}
 */
export function checkSource(path, source) {
  const found = []
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS)
  const say = (node, rule, message) =>
    found.push({ path, line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1, rule, message })
  const room = path.split('/')[0]

  const visit = node => {
    const specifier = moduleSpecifier(node)
    if (specifier) checkImport(node, specifier)
    if (room === 'core' && !isTest(path)) checkPure(node)
    if (room === 'renderer' && path !== 'renderer/main.tsx' && !isTest(path)) checkClock(node)
    if (ts.isPropertyAccessExpression(node)) checkAccess(node)
    if (!isTest(path) && ['core', 'protocol', 'server', 'renderer', 'electron'].includes(room) && !notSentences.has(path))
      checkSentence(node)
    ts.forEachChild(node, visit)
  }

  const checkImport = (node, specifier) => {
    const typeOnly = ts.isImportDeclaration(node) && node.importClause?.isTypeOnly
    if (yjsPackages.test(specifier) && !typeOnly && !isTest(path) && !yjsHomes.some(home => path.startsWith(home)) && rooms.includes(room))
      say(node, 'yjs-home', `${specifier} belongs in ${yjsHomes.slice(0, 3).join(', ')}`)
    if (specifier.startsWith('.')) {
      const target = posix.normalize(posix.join(posix.dirname(path), specifier))
      const targetRoom = target.split('/')[0]
      if (targetRoom !== room && rooms.includes(room) && rooms.includes(targetRoom))
        say(node, 'wall', `cross a wall by name: #${targetRoom}/…`)
      const from = path.match(/^renderer\/features\/([^/]+)\//)?.[1]
      const to = target.match(/^renderer\/features\/([^/]+)(\/|$)/)?.[1]
      if (from && to && from !== to) say(node, 'feature', `feature ${from} imports feature ${to}; renderer/app composes them`)
      if (from && target.startsWith('renderer/app/')) say(node, 'feature', `feature ${from} imports the app that composes it`)
      if (path.startsWith('renderer/ui/') && /^renderer\/(features|app|sync|session)\//.test(target))
        say(node, 'ui', 'ui knows no word of meetings')
    }
    if (specifier === '#server' && room === 'electron' && !path.startsWith('electron/server-process/'))
      say(node, 'server-door', '#server is for electron/server-process alone')
    if (/^#(server|renderer)\//.test(specifier) && room !== 'tests') say(node, 'wall', 'what lies behind a door is for tests alone')
    if (specifier === '#server' && !['electron', 'tests'].includes(room) && !isTest(path))
      say(node, 'server-door', '#server is for the desktop shell and tests')
  }

  const readsClock = node =>
    (ts.isPropertyAccessExpression(node) && node.getText(file) === 'Date.now') ||
    (ts.isNewExpression(node) && node.expression.getText(file) === 'Date' && !node.arguments?.length)

  const checkClock = node => {
    if (readsClock(node)) say(node, 'clock', `${node.getText(file)}: screens go by the time of the server, renderer/ui/clock.ts`)
  }

  const checkPure = node => {
    if (ts.isCallExpression(node) && ['Date.now', 'Math.random'].includes(node.expression.getText(file)))
      say(node, 'pure', `${node.expression.getText(file)} in core: take it as an argument`)
    if (ts.isNewExpression(node) && node.expression.getText(file) === 'Date' && !node.arguments?.length)
      say(node, 'pure', 'new Date() in core: take the time as an argument')
  }

  const checkAccess = node => {
    const whole = node.getText(file)
    if (
      room === 'renderer' &&
      !path.startsWith('renderer/platform/') &&
      !isTest(path) &&
      secureOnly.test(node.name.text) &&
      /^(crypto|navigator|window|globalThis|self)\b/.test(whole)
    )
      say(node, 'secure-context', `${whole} is missing on plain http: go through renderer/platform`)
    if (/^process\.(env|argv)$/.test(whole) && !processReaders.test(path) && !isTest(path))
      say(node, 'process', `${whole} is read in main.ts and cli.ts only`)
    if (!isTest(path) && whole === 'shell.openExternal' && path !== 'electron/main/external-links.ts')
      say(node, 'one-place', 'shell.openExternal is called in electron/main/external-links.ts only')
    if (/^ipcMain\.\w+$/.test(whole) && path !== 'electron/main/ipc.ts')
      say(node, 'one-place', 'ipcMain is touched in electron/main/ipc.ts only')
    if (/^ipcRenderer\.\w+$/.test(whole) && path !== 'electron/preload/preload.ts')
      say(node, 'one-place', 'ipcRenderer is touched in electron/preload/preload.ts only')
  }

  const checkSentence = node => {
    const words =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isJsxText(node)
        ? node.text
        : ''
    if (vietnamese.test(words)) say(node, 'sentence', `a sentence belongs in text/: ${words.trim().slice(0, 40)}`)
  }

  visit(file)
  if (isTest(path))
    for (const [index, line] of source.split('\n').entries())
      if (/\b(it|test|describe)\.only\b/.test(line))
        found.push({ path, line: index + 1, rule: 'only', message: 'a test that hides the others' })
  return found
}

function moduleSpecifier(node) {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier))
    return node.moduleSpecifier.text
  if (
    ts.isCallExpression(node) &&
    node.expression.kind === ts.SyntaxKind.ImportKeyword &&
    node.arguments[0] &&
    ts.isStringLiteral(node.arguments[0])
  )
    return node.arguments[0].text
  return null
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean)
  const violations = files.flatMap(path => {
    try {
      return checkSource(path, readFileSync(path, 'utf8'))
    } catch (error) {
      if (error.code === 'ENOENT') return []
      throw error
    }
  })
  for (const { path, line, rule, message } of violations) console.log(`${path}:${line} [${rule}] ${message}`)
  console.log(`${files.length} files, ${violations.length} violations`)
  process.exit(violations.length > 0 ? 1 : 0)
}

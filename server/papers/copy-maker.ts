import { spawn } from 'node:child_process'
import { readFile, rm, stat } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { type GrowthBudget, inThread, scriptBeside } from './pdf-thread.ts'

const longestMs = 60_000
/** The program keeps little of a file in memory; what asks for more is no document. */
const mostProgramBytes = 768 * 1024 * 1024
const lookEveryMs = 200
/** The library holds the whole file several times over. */
const library = { mostBytes: 96 * 1024 * 1024, heapMb: 768, growthBytes: 1024 * 1024 * 1024 }
/** As other programs of the machine that nobody waits for. */
const lowPriority = 10

export type MadeCopy = 'made' | 'impossible' | 'unable'

/**
 * Writes a PDF anew so that its first page comes quickly over a slow line: all but pictures and pages' contents packed and together, in
 * the order of the pages, not linearised. By qpdf where it is on the PATH, else by a library in a thread.
 */
export async function makeReadingCopy(
  from: string,
  to: string,
  signal: AbortSignal,
  script = scriptBeside('copy-worker'),
  budget?: GrowthBudget
): Promise<MadeCopy> {
  const byProgram = await copyByProgram(from, to, signal)
  return byProgram === 'unable' && !signal.aborted ? copyByLibrary(from, to, signal, script, budget) : byProgram
}

/** `unable`: the thread does not run here, or the file is too large for it. */
export async function copyByLibrary(
  from: string,
  to: string,
  signal: AbortSignal,
  script = scriptBeside('copy-worker'),
  budget?: GrowthBudget
): Promise<MadeCopy> {
  if (!script || (await stat(from)).size > library.mostBytes) return 'unable'
  const outcome = await inThread<MadeCopy, { readonly made: boolean }>(
    script,
    { from, to },
    { ms: longestMs, heapMb: library.heapMb, growthBytes: library.growthBytes, budget, signal },
    ({ made }) => (made ? 'made' : 'impossible')
  )
  return outcome === 'over-limits' ? 'impossible' : outcome
}

/** `unable`: there is no such program here. The first pass numbers everything in the order of the pages, the second packs in that order. */
export async function copyByProgram(from: string, to: string, signal: AbortSignal): Promise<MadeCopy> {
  const between = `${to}.between`
  try {
    const numbered = await runQpdf(['--object-streams=disable', '--stream-data=preserve', from, between], signal)
    if (numbered !== 'made') return numbered
    // Streams are taken over as they are; only what was never packed gets packed.
    return await runQpdf(['--object-streams=generate', '--stream-data=compress', '--decode-level=none', between, to], signal)
  } finally {
    await rm(between, { force: true })
  }
}

function runQpdf(words: readonly string[], signal: AbortSignal): Promise<MadeCopy> {
  return new Promise(resolve => {
    const child = spawn('qpdf', words, { stdio: 'ignore', windowsHide: true })
    let outcome: MadeCopy = 'impossible'
    const kill = (): void => void child.kill('SIGKILL')
    const timer = setTimeout(kill, longestMs)
    const watch = setInterval(() => {
      memoryOf(child.pid).then(bytes => bytes > mostProgramBytes && kill())
    }, lookEveryMs)
    signal.addEventListener('abort', kill)
    const end = (): void => {
      clearTimeout(timer)
      clearInterval(watch)
      signal.removeEventListener('abort', kill)
      resolve(outcome)
    }
    child.on('spawn', () => {
      if (signal.aborted) return kill()
      try {
        if (child.pid !== undefined) setPriority(child.pid, lowPriority)
      } catch {
        // It may have ended already, or the system does not let us.
      }
    })
    child.on('error', () => {
      if (child.pid !== undefined) return
      outcome = 'unable'
      end()
    })
    child.on('close', code => {
      if (code === 0) outcome = 'made'
      end()
    })
  })
}

/** Resident bytes of a process, where the system tells them in a file. */
async function memoryOf(pid: number | undefined): Promise<number> {
  if (process.platform !== 'linux' || pid === undefined) return 0
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024
}

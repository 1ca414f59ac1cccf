import { readFileSync, writeFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { PDFDocument } from '@cantoo/pdf-lib'

/** The thread in which a reading copy is made where there is no qpdf: it may be killed at any moment. */
async function make(from: string, to: string): Promise<void> {
  const document = await PDFDocument.load(readFileSync(from), {
    updateMetadata: false,
    throwOnInvalidObject: true,
    parseSpeed: Number.POSITIVE_INFINITY
  })
  const bytes = await document.save({
    useObjectStreams: true,
    addDefaultPage: false,
    updateFieldAppearances: false,
    objectsPerTick: Number.POSITIVE_INFINITY
  })
  writeFileSync(to, bytes)
}

const { from, to } = workerData as { readonly from: string; readonly to: string }
make(from, to).then(
  () => parentPort?.postMessage({ made: true }),
  () => parentPort?.postMessage({ made: false })
)

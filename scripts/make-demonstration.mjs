// node scripts/make-demonstration.mjs: writes the demonstration's papers and the files tests must see refused. Same input, same bytes.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { budget } from './demonstration/budget.mjs'
import { budgetProposal, conclusionNotice, draftResolution, invitation } from './demonstration/notices.mjs'
import { coldPlan, forestFirePlan } from './demonstration/plans.mjs'
import { disbursementReport, economicReport, previousMinutes, reformReport } from './demonstration/reports.mjs'
import { scannedPetition } from './demonstration/scan.mjs'
import { spoiledFiles } from './demonstration/spoiled.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const papers = {
  'giay-moi.pdf': invitation,
  'bien-ban-phien-truoc.pdf': previousMinutes,
  'bao-cao-kinh-te-xa-hoi.pdf': economicReport,
  'to-trinh-ngan-sach.pdf': budgetProposal,
  'du-toan-ngan-sach.pdf': budget,
  'du-thao-nghi-quyet.pdf': draftResolution,
  'ke-hoach-chong-ret.pdf': coldPlan,
  'don-kien-nghi-ban-quet.pdf': scannedPetition,
  'bao-cao-cai-cach-hanh-chinh.pdf': reformReport,
  'bao-cao-giai-ngan.pdf': disbursementReport,
  'thong-bao-ket-luan.pdf': conclusionNotice,
  'ke-hoach-phoi-hop-chua-chay-rung.pdf': forestFirePlan
}

function write(folder, name, bytes) {
  mkdirSync(join(root, folder), { recursive: true })
  writeFileSync(join(root, folder, name), bytes)
  console.log(`${folder}/${name}  ${bytes.length} bytes`)
}

for (const [name, make] of Object.entries(papers)) write('resources/demonstration/papers', name, await make())
for (const [name, bytes] of Object.entries(await spoiledFiles(await invitation()))) write('tests/data', name, bytes)

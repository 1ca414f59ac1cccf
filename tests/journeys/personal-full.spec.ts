import { createHash } from 'node:crypto'
import type { CommandId, FolderId, PaperId, UploadId, VersionId } from '#core/ids.ts'
import type { FileHash } from '#core/paper/paper.ts'
import { uploadOffsetHeader } from '#protocol/http-api.ts'
import { type NewPersonalUpload, type PersonalCommand, personalPaths } from '#protocol/personal-api.ts'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { paperPdf } from '../paper-pdf.ts'
import { sheet, words } from '../screen.ts'
import { freshId, signInByApi } from '../sync-client.ts'

const { finding, personal: t } = words
const papers = 500
const folders = 40
const subjects = [
  'Báo cáo kết quả rà soát hộ nghèo, hộ cận nghèo theo chuẩn nghèo đa chiều giai đoạn 2026–2030 trên địa bàn xã',
  'Ghi chép cuộc họp thôn Khe Tre',
  'Kế hoạch phòng, chống đói, rét cho đàn vật nuôi vụ Đông Xuân',
  'Quyết định giao chỉ tiêu'
]
const titleOf = (number: number) => `${subjects[number % subjects.length]} số ${number}`
/** What the screen may take before a person notices, on a computer that does other things too. */
const limits = { openMs: 2000, typeMs: 250, searchMs: 20_000 }

test(
  '[E22] five hundred papers of my own in forty folders: the place opens at once, is filtered as one types, and their contents are found',
  { tag: '@long' },
  async ({ server, openWeb, picture }, info) => {
    test.setTimeout(300_000)
    const member = server.account('member')
    const { token } = await signInByApi(server.url, member.account, member.password)
    const ask = async (method: string, path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => {
      for (;;) {
        const answer = await fetch(server.url + path, {
          method,
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
          body
        })
        if (answer.status === 429) await new Promise(resolve => setTimeout(resolve, 250))
        else if (answer.ok) return
        else throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
      }
    }
    const command = (deed: PersonalCommand) => ask('POST', personalPaths.commands, JSON.stringify(deed))
    const tree: FolderId[] = []
    for (let number = 0; number < folders; number++) {
      const folder = freshId<FolderId>()
      // Five at the top, the others below them.
      const parent = number < 5 ? null : (tree[number % 5] ?? null)
      await command({ id: freshId<CommandId>(), kind: 'add-folder', folder, parent, name: `Thư mục lưu trữ năm ${1990 + number}` })
      tree.push(folder)
    }
    const kinds = await Promise.all(
      subjects.map(async (subject, i) =>
        Uint8Array.from(await paperPdf([[subject, `Từ khóa riêng ${['mặt trời', 'sông suối', 'rừng núi', 'biển đảo'][i]}.`]]))
      )
    )
    const upload = async (number: number): Promise<void> => {
      const bytes = kinds[number % kinds.length] ?? new Uint8Array()
      const request: NewPersonalUpload = {
        upload: freshId<UploadId>(),
        id: freshId<CommandId>(),
        paper: freshId<PaperId>(),
        version: freshId<VersionId>(),
        title: titleOf(number),
        folder: number % 2 === 0 ? null : (tree[number % folders] ?? null),
        fileName: 'tai-lieu.pdf',
        bytes: bytes.byteLength,
        hash: createHash('sha256').update(bytes).digest('hex') as FileHash,
        declaration: 'ordinary'
      }
      await ask('POST', personalPaths.uploads, JSON.stringify(request))
      await ask('PATCH', `/api/uploads/${request.upload}`, bytes, { 'content-type': 'application/octet-stream', [uploadOffsetHeader]: '0' })
      await ask('POST', `/api/uploads/${request.upload}/finish`, '{}')
    }
    const begun = Date.now()
    for (let number = 0; number < papers; number += 4) await Promise.all([0, 1, 2, 3].map(i => upload(number + i)))
    const took: Record<string, number> = { filled: Date.now() - begun }

    const { page } = await openWeb(member)
    const from = Date.now()
    await page.getByRole('link', { name: words.app.places.documents, exact: true }).click()
    await expect(page.getByText(t.count(papers))).toBeVisible()
    await expect(page.getByRole('listitem').first()).toBeVisible()
    took.open = Date.now() - from
    // Only what is in sight is drawn.
    expect(await page.getByRole('listitem').count()).toBeLessThan(40)
    await picture(page, 'personal-full')
    await page.setViewportSize({ width: 768, height: 1024 })
    await picture(page, 'personal-full-tablet')
    await expectAccessible(page)
    await page.setViewportSize({ width: 1366, height: 768 })

    const field = page.getByRole('searchbox', { name: t.find })
    took.type = await page.evaluate(label => {
      const input = document.querySelector<HTMLInputElement>(`input[aria-label="${label}"], input[type="search"]`)
      if (!input) throw new Error('no field')
      const began = performance.now()
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, 'thon khe tre so 37')
      input.dispatchEvent(new Event('input', { bubbles: true }))
      return new Promise<number>(resolve => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began))))
    }, t.find)
    await expect(page.getByText(t.found(7))).toBeVisible()
    await expect(page.getByRole('link', { name: titleOf(377) })).toBeVisible()
    await picture(page, 'personal-full-found')

    // What stands in them: from the field, with what was typed.
    await field.fill('rung nui')
    await expect(page.getByText(t.noneFound('rung nui'))).toBeVisible()
    const asked = Date.now()
    await page.getByRole('button', { name: finding.mine.fromSearch('rung nui') }).click()
    const dialog = page.getByRole('dialog', { name: finding.mine.dialog })
    await expect(dialog.getByText(finding.summary('125', 125))).toBeVisible({ timeout: 60_000 })
    took.search = Date.now() - asked
    await picture(page, 'personal-full-contents')
    await dialog.getByRole('option').first().click()
    await expect(sheet(page, 1).locator('[data-current="true"]')).toBeVisible()
    await page.keyboard.press('Control+Shift+F')
    await expect(dialog.getByRole('combobox')).toHaveValue('rung nui')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: finding.mine.everywhere })).toBeVisible()
    await picture(page, 'personal-full-hit')

    info.annotations.push({ type: 'ms', description: JSON.stringify(took) })
    console.log(JSON.stringify(took))
    expect(took.open).toBeLessThan(limits.openMs)
    expect(took.type).toBeLessThan(limits.typeMs)
    expect(took.search).toBeLessThan(limits.searchMs)
  }
)

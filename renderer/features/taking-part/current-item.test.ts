import { describe, expect, it } from 'vitest'
import type { AgendaItemId, PaperId } from '#core/ids.ts'
import { currentStep, type Shown } from './current-item.ts'

const [first, second] = ['item-first', 'item-second'] as AgendaItemId[] as [AgendaItemId, AgendaItemId]
const overview: Shown = { paper: null, item: null }
const report: Shown = { paper: 'paper-report' as PaperId, item: null }

describe('[V5] the item that is on comes to the screen', () => {
  it('when one enters a meeting that is on, unless one came for something else', () => {
    const entering = { on: first, before: undefined, brought: null, writing: false }
    expect(currentStep({ ...entering, shown: overview })).toBe('go')
    expect(currentStep({ ...entering, shown: report })).toBe('stay')
    expect(currentStep({ ...entering, shown: overview, on: null })).toBe('stay')
  })

  it('when the next is taken up, for whoever still looks at what he was brought to; all others are told', () => {
    const next = { on: second, before: first, shown: report, writing: false }
    expect(currentStep({ ...next, brought: report })).toBe('go')
    expect(currentStep({ ...next, brought: overview })).toBe('tell')
    expect(currentStep({ ...next, brought: null })).toBe('tell')
    expect(currentStep({ ...next, brought: report, on: first })).toBe('stay')
  })

  it('never from under the hands of somebody who writes', () => {
    expect(currentStep({ on: second, before: first, shown: report, brought: report, writing: true })).toBe('tell')
    expect(currentStep({ on: second, before: undefined, shown: overview, brought: null, writing: true })).toBe('stay')
  })
})

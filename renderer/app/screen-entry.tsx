import type { Root } from 'react-dom/client'
import { BigScreen, ScreenLink } from '../features/big-screen/index.ts'
import { localMemory } from '../platform/small-memory.ts'
import { ClockContext, LanguageContext } from '../ui/index.ts'

/** Draws a big screen and keeps it connected for as long as the page lives. */
export function showBigScreen(root: Root, baseUrl: string): void {
  const link = new ScreenLink({
    baseUrl,
    fetch: (input, init) => fetch(input, init),
    memory: localMemory(),
    ticks: () => performance.now()
  })
  root.render(
    <LanguageContext.Provider value="vi">
      <ClockContext.Provider value={link}>
        <BigScreen link={link} address={baseUrl || location.origin} memory={localMemory()} />
      </ClockContext.Provider>
    </LanguageContext.Provider>
  )
  void link.run()
}

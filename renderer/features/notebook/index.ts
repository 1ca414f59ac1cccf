export { Notebook } from './notebook.tsx'
export { useQuote } from './use-quote.ts'

export { QuestionPanel } from './question-panel.tsx'
export { useQuestionCalled } from './use-question-called.ts'

import { IconAlertTriangle } from '@tabler/icons-react'
import { Component, type ReactNode } from 'react'
import { Button, EmptyState, useText } from '../ui/index.ts'

interface ErrorBoundaryProps {
  readonly children: ReactNode
  /** Stands above what is said of the fault. */
  readonly notice?: ReactNode
}

/** A screen that failed says so politely and can be opened again; the rest of the app goes on. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render() {
    if (!this.state.error) return this.props.children
    return <Failed error={this.state.error} notice={this.props.notice} onAgain={() => this.setState({ error: null })} />
  }
}

function Failed(props: { readonly error: Error; readonly notice: ReactNode; readonly onAgain: () => void }) {
  const words = useText().app.crash
  return (
    <main style={{ display: 'grid', gap: 16, padding: 16 }}>
      {props.notice}
      <EmptyState
        icon={<IconAlertTriangle aria-hidden="true" />}
        title={words.title}
        action={
          <>
            <Button kind="primary" onClick={props.onAgain}>
              {words.reload}
            </Button>
            <details>
              <summary>{words.details}</summary>
              <pre style={{ textAlign: 'left', maxWidth: '80vw', overflow: 'auto', userSelect: 'text' }}>{props.error.stack}</pre>
            </details>
          </>
        }
      >
        {words.body}
      </EmptyState>
    </main>
  )
}

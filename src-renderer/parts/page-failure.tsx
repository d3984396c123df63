import { Component } from 'react';
import type { ReactNode } from 'react';
import { useTexts } from '../hooks/use-texts.ts';
import { Button } from './button.tsx';
import { EmptyState } from './placeholder.tsx';

/** Stands in for a page whose code failed, or could not be loaded because the core was replaced meanwhile. */
export class PageFailure extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <Failed /> : this.props.children;
  }
}

function Failed() {
  const { common } = useTexts();
  return (
    <main role="alert">
      <EmptyState title={common.pageFailed}>
        <Button onClick={() => window.location.reload()}>{common.reload}</Button>
      </EmptyState>
    </main>
  );
}

import { useTexts } from '../../hooks/use-texts.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/placeholder.tsx';
import './first-steps.css';

/** What stands where no request has come yet: how to make the first one. */
export function FirstSteps() {
  const { dashboard } = useTexts();
  return (
    <EmptyState title={dashboard.noRequests}>
      <p>{dashboard.noRequestsHint}</p>
      <p className="first-steps">
        <ButtonLink href="/admin#claude-code" icon="terminal" look="primary">
          {dashboard.claudeCode}
        </ButtonLink>
        <ButtonLink href="/admin#providers" icon="plus">
          {dashboard.addProvider}
        </ButtonLink>
      </p>
    </EmptyState>
  );
}

import type { ProviderTest } from '../../../../src-main/contract/providers.ts';
import { useFormat, useTexts } from '../../../hooks/use-texts.ts';
import { StateDot } from '../../../parts/state-dot.tsx';

const shownModels = 6;

/** What a test found: how fast it answers and with which models, or what is wrong and what to do about it. */
export function TestResult({ test }: { test: ProviderTest | undefined }) {
  const { settingsProviders: texts } = useTexts();
  const format = useFormat();
  return (
    <div role="status" className="test-result-place">
      {test?.ok === true && (
        <div className="test-result" data-tone="good">
          <p>
            <StateDot tone="good" word={texts.answers(format.duration(test.latencyMs))} />
            {test.models && test.models.length > 0 && <> · {texts.modelCount(test.models.length)}</>}
          </p>
          {test.models && test.models.length > 0 && (
            <p className="test-result-models">
              {test.models.slice(0, shownModels).join(', ')}
              {test.models.length > shownModels && ' …'}
            </p>
          )}
        </div>
      )}
      {test?.error && (
        <div className="test-result" data-tone="bad">
          <p>
            <StateDot tone="bad" word={texts.problems[test.error.code].title} />
          </p>
          <p>{texts.problems[test.error.code].advice}</p>
          <p className="test-result-said">{test.error.message}</p>
        </div>
      )}
    </div>
  );
}

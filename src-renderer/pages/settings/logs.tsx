import { useState } from 'react';
import { usePushedLines } from '../../hooks/use-events.ts';
import { useOperation } from '../../hooks/use-operation.ts';
import { useTexts } from '../../hooks/use-texts.ts';
import { asText, filterLines, mergeLines } from '../../log-lines.ts';
import type { LogFilter } from '../../log-lines.ts';
import { CopyButton } from '../../parts/code-block.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../parts/placeholder.tsx';
import { Section } from '../../parts/section.tsx';
import { LogControls } from './logs/log-controls.tsx';
import { LogTable } from './logs/log-table.tsx';
import { Logging } from './logs/logging.tsx';
import './logs.css';

const listedLines = 1000;

/** The log as it is written, filtered; while it is held nothing moves under the eye. */
export function LogsSection() {
  const { settings, admin } = useTexts();
  const listed = useOperation('logs.list', { limit: listedLines });
  const pushed = usePushedLines();
  const [filter, setFilter] = useState<LogFilter>({ level: 'info', text: '' });
  const [held, setHeld] = useState<ReturnType<typeof mergeLines>>();
  const all = listed.data && mergeLines(pushed, listed.data.lines);
  const shown = (held ?? all) && filterLines(held ?? all ?? [], filter);
  const waiting = held && all ? filterLines(all, filter).length - (shown?.length ?? 0) : 0;
  return (
    <>
      <Section
        title={settings.sections.logs}
        aside={
          shown &&
          shown.length > 0 && (
            <CopyButton text={shown.map(asText).join('\n')} label={admin.logs.copy(shown.length)} />
          )
        }
      >
        <LogControls
          filter={filter}
          onFilter={setFilter}
          isHeld={held !== undefined}
          waiting={Math.max(0, waiting)}
          onHold={(isHeld) => setHeld(isHeld ? all : undefined)}
        />
        {shown && shown.length > 0 && <LogTable lines={shown} />}
        {shown && shown.length === 0 && (
          <EmptyState title={admin.logs.none}>
            <p>{admin.logs.noneHint}</p>
          </EmptyState>
        )}
        {!shown &&
          (listed.error ? (
            <ErrorState message={listed.error.message} onRetry={() => void listed.refetch()} />
          ) : (
            <Skeleton lines={8} />
          ))}
      </Section>
      <Logging />
    </>
  );
}

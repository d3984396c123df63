import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { LogLine } from '../../../../src-main/contract/operations.ts';
import { useFormat, useTexts } from '../../../hooks/use-texts.ts';
import { fieldsAsText } from '../../../log-lines.ts';

const lineHeight = 44;

/** The lines, newest first; only those in view are in the document. */
export function LogTable({ lines }: { lines: readonly LogLine[] }) {
  const { logs } = useTexts().admin;
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- no React Compiler builds these pages
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => lineHeight,
    overscan: 12,
  });
  return (
    <div ref={box} className="log" role="region" aria-label={logs.label} tabIndex={0}>
      <ol style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          if (!line) return null;
          return (
            <li
              key={index}
              ref={virtual.measureElement}
              data-index={index}
              data-level={line.level}
              aria-setsize={lines.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              <time dateTime={new Date(line.atMs).toISOString()}>{format.time(line.atMs)}</time>
              <span className="log-level">{line.level}</span>
              <div className="log-what">
                <span>{line.message}</span> <code>{fieldsAsText(line.fields)}</code>
              </div>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { spokenWire } from '../../../src-main/core/exchange/spoken-wire.ts';
import { presets } from '../../../src-main/core/providers/presets.ts';
import { resolveProvider } from '../../../src-main/core/providers/resolve.ts';
import { configSchema } from '../../../src-main/contract/config.ts';
import type { MessagesRequest } from '../../../src-main/core/wire/anthropic/messages.ts';

/** What the real client sent, on every preset: a body that can be sent, with no call and no result lost. */

const folder = join(import.meta.dirname, '../../fixtures/claude-code');
const captured = readdirSync(folder).map((file) => {
  const { body } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { body: MessagesRequest };
  return { file, body };
});

const providers = presets
  .map(({ id }) => {
    const entry = { id, preset: id, baseUrl: 'http://127.0.0.1:1', projectId: 'p' };
    const { providers: parsed } = configSchema.parse({ providers: [entry], routes: { default: `${id}/x` } });
    return parsed.map(resolveProvider);
  })
  .flat()
  .flatMap((provider) => {
    const wire = spokenWire(provider);
    return wire === undefined ? [] : [{ provider, wire }];
  });

function countOf(value: unknown, isCounted: (record: Record<string, unknown>) => boolean): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countOf(item, isCounted), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const record = value as Record<string, unknown>;
  return Object.values(record).reduce<number>(
    (sum, item) => sum + countOf(item, isCounted),
    isCounted(record) ? 1 : 0,
  );
}

const isCall = (record: Record<string, unknown>): boolean =>
  record['type'] === 'tool_use' ||
  record['type'] === 'function_call' ||
  record['functionCall'] !== undefined ||
  ('function' in record && 'arguments' in Object(record['function']));

describe.each(providers)('$provider.id', ({ provider, wire }) => {
  test.each(captured.map(({ file, body }) => [file, body] as const))(
    'takes what Claude Code sent: %s',
    (_file, body) => {
      const before = JSON.stringify(body);
      const written = wire.write(body, 'x');
      expect(JSON.stringify(body)).toBe(before);
      const sent: unknown = JSON.parse(JSON.stringify(written.body));
      expect(countOf(sent, isCall)).toBe(countOf(body.messages, isCall));
      const isBilled = JSON.stringify(sent).includes('x-anthropic-billing-header');
      expect(isBilled).toBe(provider.wire === 'anthropic' && JSON.stringify(body).includes('billing-header'));
    },
  );
});

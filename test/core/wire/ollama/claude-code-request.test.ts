import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { MessagesRequest } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { writeOllamaRequest } from '../../../../src-main/core/wire/ollama/write-request.ts';

/** What a body must be for Ollama's server to take it (api/types.go, 2026-11). */
const accepted = z.object({
  messages: z.array(
    z.discriminatedUnion('role', [
      z.strictObject({ role: z.literal('system'), content: z.string() }),
      z.strictObject({
        role: z.literal('user'),
        content: z.string(),
        images: z.array(z.base64()).optional(),
      }),
      z.strictObject({
        role: z.literal('assistant'),
        content: z.string(),
        thinking: z.string().optional(),
        tool_calls: z
          .array(
            z.strictObject({
              id: z.string(),
              function: z.strictObject({ name: z.string(), arguments: z.record(z.string(), z.unknown()) }),
            }),
          )
          .optional(),
      }),
      z.strictObject({
        role: z.literal('tool'),
        content: z.string(),
        tool_name: z.string().min(1),
        tool_call_id: z.string(),
      }),
    ]),
  ),
});

test.each(['main', 'file-read', 'image-read', 'session-title', 'plan-mode', 'effort-high'])(
  'what Claude Code sends is a request that any model takes: %s',
  (name) => {
    const { body } = writeOllamaRequest(recorded(name), {
      vendor: 'ollama',
      model: 'gemma4:e4b',
      quirks: {},
    });
    expect(accepted.safeParse(body).error).toBeUndefined();
    // Models that cannot think refuse it.
    expect(body).not.toHaveProperty('think');
  },
);

function recorded(name: string): MessagesRequest {
  const text = readFileSync(new URL(`../../../fixtures/claude-code/${name}.json`, import.meta.url), 'utf8');
  const { body } = JSON.parse(text) as { body: MessagesRequest };
  return body;
}

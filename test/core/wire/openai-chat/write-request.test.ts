import { describe, expect, test } from 'vitest';
import { messagesOf, user, write } from './write-request-parts.ts';

test('a small request is written whole', () => {
  expect(write({ max_tokens: 100, system: 'Be brief.', messages: [user('hi')] })).toEqual({
    path: '/chat/completions',
    body: {
      model: 'acme-1',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'hi' },
      ],
      max_tokens: 100,
      stream: false,
    },
    toolNames: new Map(),
    prelude: [],
    losses: [],
  });
});

describe('limits', () => {
  test('the field of max_tokens is the one that the target knows', () => {
    const { body } = write({ max_tokens: 100 }, { maxTokensField: 'max_completion_tokens' });
    expect(body).toMatchObject({ max_completion_tokens: 100 });
    expect(body).not.toHaveProperty('max_tokens');
  });

  test('max_tokens is cut down to what the target gives', () => {
    const written = write({ max_tokens: 128_000 }, { maxOutputTokens: 32_000 });
    expect(written.body).toMatchObject({ max_tokens: 32_000 });
    expect(written.losses).toEqual(['max_tokens over 32000']);
  });

  test('case 25: stop sequences are capped at what the target takes', () => {
    const stop_sequences = ['a', 'b', 'c', 'd', 'e'];
    expect(write({ stop_sequences }).body).toMatchObject({ stop: ['a', 'b', 'c', 'd'] });
    expect(write({ stop_sequences }).losses).toEqual(['stop sequences beyond the first 4']);
    expect(write({ stop_sequences }, { maxStops: 16 }).body).toMatchObject({ stop: stop_sequences });
    expect(write({ stop_sequences: [] }).body).not.toHaveProperty('stop');
  });
});

describe('streaming', () => {
  test('a stream tells its usage', () => {
    expect(write({ stream: true }).body).toMatchObject({
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  test('a target that refuses stream_options gets none', () => {
    expect(write({ stream: true }, { noStreamOptions: true }).body).not.toHaveProperty('stream_options');
  });
});

describe('structured output', () => {
  const schema = {
    type: 'object',
    properties: { title: { type: 'string' } },
    required: ['title'],
    additionalProperties: false,
  };
  const output_config = { format: { type: 'json_schema', schema } };

  test('case 26: a schema binds the answer', () => {
    expect(write({ output_config }).body['response_format']).toEqual({
      type: 'json_schema',
      json_schema: { name: 'answer', strict: true, schema },
    });
  });

  test('case 26: a schema that leaves something open is not strict, which would be refused', () => {
    const open = { type: 'object', properties: { title: { type: 'string' } } };
    expect(
      write({ output_config: { format: { type: 'json_schema', schema: open } } }).body['response_format'],
    ).toEqual({
      type: 'json_schema',
      json_schema: { name: 'answer', schema: open },
    });
  });

  test('case 26: a target without schemas is told the schema at the end of the system prompt', () => {
    const written = write({ system: 'Make a title.', output_config }, { jsonObjectOnly: true });
    expect(written.body['response_format']).toEqual({ type: 'json_object' });
    expect(messagesOf(written)[0]?.content).toBe(
      `Make a title.\n\nAnswer with one JSON object and nothing else. It must match this JSON Schema:\n${JSON.stringify(schema)}`,
    );
    expect(written.losses).toEqual(['the output schema binds by instruction only']);
  });
});

describe('the user', () => {
  const metadata = { user_id: '{"device_id":"d","account_uuid":"a","session_id":"s"}' };

  test('is known to the target by a stable hash only', () => {
    const { body, losses } = write({ metadata }, { userField: 'user' });
    expect(body['user']).toMatch(/^[0-9a-f]{32}$/);
    expect(body['user']).toBe(write({ metadata }, { userField: 'user' }).body['user']);
    expect(losses).toEqual([]);
  });

  test('is not told where the target has no use for it, and that is said', () => {
    const written = write({ metadata: { ...metadata, team: 'x' } });
    expect(JSON.stringify(written.body)).not.toContain('session_id');
    expect(written.losses).toEqual(['metadata.team', 'metadata.user_id']);
  });
});

describe('fields without a place in Chat', () => {
  test('are each named', () => {
    const written = write({
      context_management: { edits: [] },
      service_tier: 'auto',
      betas: ['x'],
      output_config: { tone: 'warm' },
      cache_control: { type: 'ephemeral' },
    });
    expect(written.losses).toEqual([
      'cache_control: this provider caches by itself or not at all',
      'context_management: Chat has no such field',
      'service_tier: Chat has no such field',
      'betas: Chat has no such field',
      'output_config.tone',
    ]);
  });

  test("case 26: the request's own cache_control goes where the target takes it", () => {
    const cache_control = { type: 'ephemeral' };
    expect(write({ cache_control }, { cacheControl: true }).body).toMatchObject({ cache_control });
  });

  test('null stands for absent', () => {
    const fields =
      'system tools tool_choice thinking output_config max_tokens stop_sequences temperature top_p top_k metadata';
    const nulls = Object.fromEntries(fields.split(' ').map((field) => [field, null]));
    expect(write(nulls)).toMatchObject({ losses: [] });
    expect(write(nulls).body).toEqual({
      model: 'acme-1',
      messages: [{ role: 'user', content: 'hi' }],
      stream: false,
    });
  });
});

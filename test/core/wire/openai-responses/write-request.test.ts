import { describe, expect, test } from 'vitest';
import type { MessagesRequest } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { text, user } from '../openai-chat/write-request-parts.ts';
import { said, write } from './write-parts.ts';

test('a small request is written whole', () => {
  expect(write({ max_tokens: 100, system: 'Be brief.', messages: [user('hi')] })).toEqual({
    path: '/responses',
    body: {
      model: 'acme-1',
      instructions: 'Be brief.',
      input: [said('user', 'hi')],
      max_output_tokens: 100,
      store: false,
      include: ['reasoning.encrypted_content'],
      stream: false,
    },
    toolNames: new Map(),
    prelude: [],
    losses: [],
  });
});

test('a stream is asked for', () => {
  expect(write({ stream: true }).body).toMatchObject({ stream: true });
});

describe('case 6: the system prompt', () => {
  const billing = text('x-anthropic-billing-header: cc_version=2.1.329; cc_entrypoint=cli;');

  test('is joined without the billing block', () => {
    const { body } = write({ system: [billing, text('You are Claude Code.'), text('Be brief.')] });
    expect(body['instructions']).toBe('You are Claude Code.\n\nBe brief.');
  });

  test('of nothing but the billing block is left out', () => {
    expect(write({ system: [billing] }).body).not.toHaveProperty('instructions');
  });
});

describe('limits', () => {
  test('max_tokens is cut down to what the target gives', () => {
    const written = write({ max_tokens: 128_000 }, { maxOutputTokens: 32_000 });
    expect(written.body).toMatchObject({ max_output_tokens: 32_000 });
    expect(written.losses).toEqual(['max_tokens over 32000']);
  });

  test('max_tokens is raised to the least that is taken', () => {
    const written = write({ max_tokens: 1 });
    expect(written.body).toMatchObject({ max_output_tokens: 16 });
    expect(written.losses).toEqual(['max_tokens under 16']);
  });

  test('case 25: stop sequences, which have no place, are named', () => {
    const written = write({ stop_sequences: ['a'] });
    expect(JSON.stringify(written.body)).not.toContain('stop');
    expect(written.losses).toEqual(['stop_sequences: Responses has no such field']);
    expect(write({ stop_sequences: [] }).losses).toEqual([]);
  });
});

describe('case 26: effort', () => {
  const written = (request: Partial<MessagesRequest>) => {
    const { body, losses } = write(request);
    const { reasoning, temperature, top_p } = body;
    return { reasoning, temperature, top_p, losses };
  };
  const none = { temperature: undefined, top_p: undefined, losses: [] };

  test.each(['low', 'medium', 'high', 'xhigh', 'max'])('%s is asked for with a summary', (effort) => {
    expect(written({ thinking: { type: 'adaptive' }, output_config: { effort } })).toEqual({
      ...none,
      reasoning: { effort, summary: 'auto' },
    });
  });

  test('comes from the budget of an older client', () => {
    expect(written({ thinking: { type: 'enabled', budget_tokens: 2_000 } })).toMatchObject({
      reasoning: { effort: 'low', summary: 'auto' },
    });
  });

  test('is left to the target where thinking is adaptive and names none', () => {
    expect(written({ thinking: { type: 'adaptive', display: 'omitted' } })).toEqual({
      ...none,
      reasoning: { summary: 'auto' },
    });
  });

  test('excludes temperature and top_p, and the loss is said', () => {
    expect(written({ temperature: 0.5, top_p: 0.9, output_config: { effort: 'high' } })).toEqual({
      reasoning: { effort: 'high', summary: 'auto' },
      temperature: undefined,
      top_p: undefined,
      losses: ['temperature: not beside an effort', 'top_p: not beside an effort'],
    });
  });

  test('of none leaves temperature and top_p, and nothing to summarise', () => {
    expect(written({ temperature: 0.5, top_p: 0.9, thinking: { type: 'disabled' } })).toEqual({
      reasoning: { effort: 'none' },
      temperature: 0.5,
      top_p: 0.9,
      losses: [],
    });
  });

  test('is not mentioned where the client does not', () => {
    expect(written({ temperature: 0.5 })).toEqual({ ...none, reasoning: undefined, temperature: 0.5 });
  });

  test('is the nearest that a target knows whose efforts are its own', () => {
    const effort = { values: ['low', 'high'] as const };
    const { body, losses } = write({ output_config: { effort: 'max' } }, { effort });
    expect(body['reasoning']).toEqual({ effort: 'high', summary: 'auto' });
    expect(losses).toEqual(['effort "max" was sent as "high"']);
  });
});

describe('case 26: structured output', () => {
  const closed = {
    type: 'object',
    properties: { title: { type: 'string' } },
    required: ['title'],
    additionalProperties: false,
  };
  const formatOf = (schema: object) =>
    write({ output_config: { format: { type: 'json_schema', schema } } }).body['text'];

  test('a schema binds the answer', () => {
    expect(formatOf(closed)).toEqual({
      format: { type: 'json_schema', name: 'answer', strict: true, schema: closed },
    });
  });

  test('a schema that leaves something open is not strict, which would be refused', () => {
    const open = { type: 'object', properties: { title: { type: 'string' } } };
    expect(formatOf(open)).toEqual({ format: { type: 'json_schema', name: 'answer', schema: open } });
  });
});

describe('the user', () => {
  const metadata = { user_id: '{"device_id":"d","account_uuid":"a","session_id":"s"}' };

  test.each(['prompt_cache_key', 'safety_identifier'] as const)(
    'is known by a stable hash as %s',
    (field) => {
      const { body, losses } = write({ metadata }, { userField: field });
      expect(body[field]).toMatch(/^[0-9a-f]{32}$/);
      expect(body[field]).toBe(write({ metadata }, { userField: field }).body[field]);
      expect(losses).toEqual([]);
    },
  );

  test('is not told where the target has no use for it, and that is said', () => {
    const written = write({ metadata });
    expect(JSON.stringify(written.body)).not.toContain('session_id');
    expect(written.losses).toEqual(['metadata.user_id']);
  });
});

describe('fields without a place in Responses', () => {
  test('case 26: are each named', () => {
    const written = write({
      context_management: { edits: [] },
      top_k: 40,
      output_config: { tone: 'warm' },
      cache_control: { type: 'ephemeral' },
    });
    expect(written.losses).toEqual([
      'top_k',
      'cache_control: this provider caches by itself or not at all',
      'context_management: Responses has no such field',
      'output_config.tone',
    ]);
  });

  test('null stands for absent', () => {
    const fields =
      'system tools tool_choice thinking output_config max_tokens stop_sequences temperature top_p top_k metadata cache_control';
    const nulls = Object.fromEntries(fields.split(' ').map((field) => [field, null]));
    expect(write(nulls)).toEqual(write({}));
  });
});

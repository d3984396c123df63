import { describe, expect, test } from 'vitest';
import { ruleFor } from '../../../src-main/core/tokens/counting-rules.ts';
import { pdfPages } from '../../../src-main/core/tokens/media-tokens.ts';
import { readParts, type PromptParts } from '../../../src-main/core/tokens/prompt-parts.ts';
import type { Block, MessagesRequest } from '../../../src-main/core/wire/anthropic/messages.ts';
import { pdf, png } from './media.ts';

const model = 'claude-sonnet-4-5';

function parts(
  request: Pick<MessagesRequest, 'messages' | 'system' | 'tools' | 'output_config'>,
  of = model,
) {
  return readParts({ model: of, ...request }, { rule: ruleFor(of), pagesOf: pdfPages });
}

function said(...content: Block[]): PromptParts {
  return parts({ messages: [{ role: 'user', content }] });
}

const nothing = said().otherTokens;

describe('the texts of a prompt', () => {
  test('are those of system, messages of any role, and blocks in results', () => {
    const request: MessagesRequest = {
      model,
      system: [{ type: 'text', text: 'be brief' }],
      messages: [
        { role: 'user', content: 'hello' },
        { role: 'system', content: 'the date changed' },
        { role: 'assistant', content: [{ type: 'tool_use', id: 't1', name: 'read', input: { path: '/a' } }] },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 't1', content: [{ type: 'text', text: 'first' }] },
            { type: 'tool_result', tool_use_id: 't2', content: 'second' },
            { type: 'tool_result', tool_use_id: 't3' },
          ],
        },
      ],
    };
    expect(parts(request).texts).toEqual([
      'be brief',
      'hello',
      'the date changed',
      'read\n{"path":"/a"}',
      'first',
      'second',
    ]);
  });

  test('hold what a tool is called, does and takes', () => {
    const { texts, otherTokens } = parts({
      messages: [],
      tools: [{ name: 'read', description: 'Reads.', input_schema: { type: 'object' } }],
    });
    expect(texts).toEqual(['read\nReads.\n{"type":"object"}']);
    expect(otherTokens).toBeGreaterThan(ruleFor(model).toolPreamble);
  });

  test('hold a deferred tool only once a result refers to it', () => {
    const tools = [{ name: 'late', defer_loading: true }];
    const found: Block = { type: 'tool_result', content: [{ type: 'tool_reference', tool_name: 'late' }] };
    expect(parts({ messages: [], tools }).texts).toEqual([]);
    expect(parts({ messages: [{ role: 'user', content: [found] }], tools }).texts).toEqual([
      'late',
      'late\n\n{}',
    ]);
  });

  test('hold the schema that an answer must follow', () => {
    const format = { type: 'json_schema', schema: { type: 'object' } };
    expect(parts({ messages: [], output_config: { format } }).texts).toEqual([JSON.stringify(format)]);
  });

  test('hold an unknown block, but not what is sealed in it', () => {
    const block = {
      type: 'new_thing',
      words: 'read me',
      encrypted_content: 'AAAA',
      cache_control: { type: 'x' },
    };
    expect(said(block).texts).toEqual(['{"type":"new_thing","words":"read me"}']);
  });

  test('hold nothing of a body that is not as promised', () => {
    const content: unknown[] = [null, 7, { type: 'text', text: 7 }, { type: 'image' }, { type: 'document' }];
    expect(said({ type: 'tool_result', content }).texts).toEqual([]);
  });
});

describe('media', () => {
  test('count by pixels and pages wherever they stand, and not as text', () => {
    const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png(750, 100) } };
    const document = { type: 'document', source: { type: 'base64', data: pdf(2) }, title: 'Plan' };
    expect(said(image)).toEqual({ texts: [], otherTokens: nothing + 100, guessedTokens: 100 });
    expect(said(document)).toEqual({ texts: ['Plan'], otherTokens: nothing + 6000, guessedTokens: 6000 });
    const result = said({ type: 'tool_result', content: [image, document] });
    expect(result.otherTokens).toBeGreaterThanOrEqual(nothing + 6100);
  });

  test('that lie elsewhere count as large as they may be', () => {
    const source = { type: 'url', url: 'https://example.com/a' };
    expect(said({ type: 'image', source }).otherTokens).toBe(nothing + 1568);
    expect(said({ type: 'document', source }).otherTokens).toBe(nothing + 9000);
  });

  test('that are text count as text', () => {
    const plain = { type: 'document', source: { type: 'text', data: 'plain' } };
    const blocks = {
      type: 'document',
      source: { type: 'content', content: [{ type: 'text', text: 'block' }] },
    };
    expect(said(plain, blocks).texts).toEqual(['plain', 'block']);
  });
});

describe('thinking', () => {
  const thought = (thinking: string): Block => ({ type: 'thinking', thinking, signature: 'c2ln' });
  const call: Block = { type: 'tool_use', id: 't1', name: 'read', input: {} };
  const messages: MessagesRequest['messages'] = [
    { role: 'user', content: 'first' },
    { role: 'assistant', content: [thought('old'), { type: 'text', text: 'done' }] },
    { role: 'user', content: 'second' },
    { role: 'assistant', content: [thought('new'), call] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1', content: 'result' }] },
  ];

  test('of earlier turns is not counted where the model does not see it', () => {
    expect(parts({ messages }, 'claude-sonnet-4-5').texts).not.toContain('old');
    expect(parts({ messages }, 'claude-sonnet-4-5').texts).toContain('new');
  });

  test('of all turns is counted where the model sees it', () => {
    expect(parts({ messages }, 'claude-opus-5-5').texts).toEqual(expect.arrayContaining(['old', 'new']));
  });

  test('that is sealed counts by its length', () => {
    const sealed = 'A'.repeat(1600);
    const hidden = said({ type: 'thinking', thinking: '', signature: sealed });
    expect(hidden).toEqual({ texts: [], otherTokens: nothing + 300, guessedTokens: 300 });
    expect(said({ type: 'redacted_thinking', data: sealed })).toEqual(hidden);
  });
});

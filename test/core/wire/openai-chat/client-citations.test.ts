import { describe, expect, test } from 'vitest';
import type { Block } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { saidIn, stream, whole } from './client-given.ts';

const text: Block = { type: 'text', text: 'Hi' };

describe('pages that a web search found', () => {
  const page = (name: string) => ({ type: 'web_search_result', url: `https://${name}.test`, title: name });
  const search = [
    { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'a' } },
    { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [page('a'), page('b')] },
  ];
  const annotation = (name: string, start: number, end: number) => ({
    type: 'url_citation',
    url_citation: { start_index: start, end_index: end, url: `https://${name}.test`, title: name },
  });
  const annotationsIn = (blocks: Block[]) => {
    const streamed = saidIn(stream(blocks)).at(-2);
    const answer = whole(blocks);
    return { streamed, answer };
  };

  test('are annotations of the text that cites them', () => {
    const cited = {
      type: 'text',
      text: 'Yes.',
      citations: [{ ...page('b'), type: 'web_search_result_location' }],
    };
    const annotations = [annotation('b', 2, 6)];
    const { streamed, answer } = annotationsIn([...search, text, cited, text]);
    expect(streamed).toEqual({ annotations });
    expect(answer).toMatchObject({ choices: [{ message: { content: 'HiYes.Hi', annotations } }] });
  });

  test('stand at the end where no text cites any', () => {
    const annotations = [annotation('a', 2, 2), annotation('b', 2, 2)];
    const { streamed, answer } = annotationsIn([text, ...search]);
    expect(streamed).toEqual({ annotations });
    expect(answer).toMatchObject({ choices: [{ message: { annotations } }] });
  });

  test('are none where the search failed', () => {
    const failed = { ...search[1], type: 'web_search_tool_result', content: { error_code: 'unavailable' } };
    expect(stream([failed, text])).not.toContain('annotations');
  });
});

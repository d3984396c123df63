import { describe, expect, test } from 'vitest';
import {
  removeForeignThinking,
  removeSubagentTag,
} from '../../../../src-main/core/wire/anthropic/rewrite.ts';
import { tagSignature } from '../../../../src-main/core/wire/signature.ts';

const foreign = `{"type":"thinking","thinking":"} \\"ä🚂","signature":"${tagSignature({ vendor: 'deepseek', payload: null })}"}`;
const genuine = '{"type":"thinking","thinking":"own","signature":"EqQB"}';
const text = '{"type" : "text", "text":"1.0 字"}';
const rewritten = (json: string): string => removeForeignThinking(Buffer.from(json)).toString();

describe('case 19: thinking of another vendor', () => {
  const message = (content: string) =>
    `{"messages":[{"role":"user","content":"hi"} , {"role":"assistant","content":[${content}]}],"n":1e400}`;

  test.each([
    [`${foreign}, ${text}`, text],
    [`${text} ,${foreign}`, text],
    [`${text},${foreign} , ${genuine}`, `${text} , ${genuine}`],
    [`${foreign},${foreign},${text},${foreign},${genuine}`, `${text},${genuine}`],
    [` ${genuine}`, ` ${genuine}`],
  ])('goes, and every other byte stays: %#', (before, after) => {
    expect(rewritten(message(before))).toBe(message(after));
    expect(() => JSON.parse(message(after))).not.toThrow();
  });

  test('takes a message with it that held nothing else', () => {
    expect(rewritten(message(`${foreign},${foreign}`))).toBe(
      '{"messages":[{"role":"user","content":"hi"}],"n":1e400}',
    );
    expect(rewritten(`{"messages":[{"content":[${foreign}]},{"content":[${text}]}]}`)).toBe(
      `{"messages":[{"content":[${text}]}]}`,
    );
    expect(rewritten(`{"messages":[{"content":[${foreign}]}]}`)).toBe('{"messages":[]}');
  });

  test('is left alone where it is only spoken of', () => {
    const spoken = Buffer.from(message(`{"type":"text","text":${JSON.stringify(foreign)}}`));
    expect(removeForeignThinking(spoken)).toBe(spoken);
  });

  test('costs a body without any nothing', () => {
    const body = Buffer.from(message(genuine));
    expect(removeForeignThinking(body)).toBe(body);
  });
});

describe('the tag of a subagent', () => {
  const tag = '<CCM-SUBAGENT-MODEL>a/b</CCM-SUBAGENT-MODEL>';
  const untagged = (json: string): string => removeSubagentTag(Buffer.from(json), tag).toString();

  test.each([
    [`{"system":"ä🚂 ${tag} x","n":-0}`, '{"system":"ä🚂  x","n":-0}'],
    [
      `{"system":[{"type":"text","text":"none"},{"text":"${tag}y"}]}`,
      '{"system":[{"type":"text","text":"none"},{"text":"y"}]}',
    ],
    [`{"messages":[{"role":"user","content":"${tag}go"}]}`, '{"messages":[{"role":"user","content":"go"}]}'],
    [
      `{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"${tag}"},{"role":"user","content":[{"text":"${tag}b"}]}]}`,
      `{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"${tag}"},{"role":"user","content":[{"text":"b"}]}]}`,
    ],
    [
      String.raw`{"system":"\"\ud83d\ude82é字🚂\u003cCCM-SUBAGENT-MODEL>a\/b</CCM-SUBAGENT-MODEL\u003e\n"}`,
      String.raw`{"system":"\"\ud83d\ude82é字🚂\n"}`,
    ],
  ])('is removed from the first text that holds it, however it is escaped: %#', (before, after) => {
    expect(untagged(before)).toBe(after);
  });

  test.each([
    [`{"system":[{"text":"${tag}"} , {"text":"a"}]}`, '{"system":[{"text":"a"}]}'],
    [`{"system":[{"text":"a"},{"text":" ${tag}\\n"}]}`, '{"system":[{"text":"a"}]}'],
    [`{"system":[{"text":"${tag}"}],"n":1}`, '{"system":[],"n":1}'],
    [
      `{"messages":[{"role":"user","content":[{"text":"${tag}"},{"text":"a"}]}]}`,
      '{"messages":[{"role":"user","content":[{"text":"a"}]}]}',
    ],
    [
      `{"messages":[{"role":"user","content":[{"text":"${tag}"}]}]}`,
      '{"messages":[{"role":"user","content":[{"text":" "}]}]}',
    ],
    [`{"messages":[{"role":"user","content":"${tag}"}]}`, '{"messages":[{"role":"user","content":" "}]}'],
  ])('takes a block with it that held nothing else, but never all of a message: %#', (before, after) => {
    expect(untagged(before)).toBe(after);
  });

  test('is removed once', () => {
    expect(untagged(`{"system":"${tag}${tag}","messages":[{"role":"user","content":"${tag}"}]}`)).toBe(
      `{"system":"${tag}","messages":[{"role":"user","content":"${tag}"}]}`,
    );
  });

  test('stays in the third message of a user and in fields that are not text', () => {
    const user = '{"role":"user","content":"a"}';
    const body = Buffer.from(
      `{"metadata":"${tag}","messages":[${user},${user},{"role":"user","content":"${tag}"}],"tools":[{"text":"${tag}"}]}`,
    );
    expect(removeSubagentTag(body, tag)).toBe(body);
  });
});

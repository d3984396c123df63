import { expect, test } from 'vitest';
import { removeForeignReasoning } from '../../../../src-main/core/wire/openai-responses/client-relay.ts';
import { tagSignature } from '../../../../src-main/core/wire/signature.ts';

const ours = `{ "type":"reasoning", "summary":[], "encrypted_content":"${tagSignature({ vendor: 'acme', payload: 1 })}" }`;
const theirs = '{"type":"reasoning", "summary" : [], "encrypted_content":"gAAAA"}';
const said = '{"role":"user","content":"é \\u00e9 1.0"}';
const body = (...items: string[]) => Buffer.from(`{"model":"m", "n":1.0, "input": [${items.join(', ')}] }`);

test('reasoning of other vendors is cut out of a relayed body, and nothing else changes', () => {
  expect(removeForeignReasoning(body(said, ours, theirs)).toString()).toBe(body(said, theirs).toString());
  expect(removeForeignReasoning(body(said, ours)).toString()).toBe(body(said).toString());
  expect(removeForeignReasoning(body(ours, said)).toString()).toBe(body(said).toString());
});

test('a body without any comes back itself', () => {
  const plain = body(said, theirs);
  expect(removeForeignReasoning(plain)).toBe(plain);
  const quoting = Buffer.from('{"input":"what is signalbox1.abc?"}');
  expect(removeForeignReasoning(quoting)).toBe(quoting);
});

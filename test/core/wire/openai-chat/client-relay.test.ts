import { expect, test } from 'vitest';
import { removeForeignDetails } from '../../../../src-main/core/wire/openai-chat/client-relay.ts';
import { tagSignature } from '../../../../src-main/core/wire/signature.ts';

const signature = tagSignature({ vendor: 'acme', payload: 1 });
const ours = `{ "type":"reasoning.text", "text":"hm", "signature":"${signature}", "index":0 }`;
const theirs = '{"type":"reasoning.text","text" : "hm","signature":"c2ln","index":1.0}';
const said = '{"role":"user","content":"é \\u00e9 1.0"}';
const body = (...details: string[]) =>
  Buffer.from(
    `{"n":1.0, "messages": [${said}, {"role":"assistant","reasoning_content":"hm","reasoning_details":[${details.join(', ')}]}, ${said}] }`,
  );

test('signed reasoning of other vendors is cut out of a relayed body, and nothing else changes', () => {
  expect(removeForeignDetails(body(ours, theirs)).toString()).toBe(body(theirs).toString());
  expect(removeForeignDetails(body(theirs, ours)).toString()).toBe(body(theirs).toString());
  expect(removeForeignDetails(body(ours)).toString()).toBe(body().toString());
});

test('a body without any comes back itself', () => {
  const plain = body(theirs);
  expect(removeForeignDetails(plain)).toBe(plain);
  const quoting = Buffer.from('{"messages":[{"role":"user","content":"what is signalbox1.abc?"}]}');
  expect(removeForeignDetails(quoting)).toEqual(quoting);
});

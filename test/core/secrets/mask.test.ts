import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMask } from '../../../src-main/core/secrets/mask.ts';

const mark = '…masked…';

function maskOf(...secrets: string[]) {
  const mask = createMask();
  for (const secret of secrets) mask.learn(secret);
  return mask;
}

describe('learnt secrets', () => {
  test('are hidden wherever they stand', () => {
    const mask = maskOf('hunter22');
    expect(mask.text('hunter22 and hunter22')).toBe(`${mark} and ${mark}`);
    expect(mask.bytes(Buffer.from('ahunter22b')).toString()).toBe(`a${mark}b`);
  });

  const secret = 'p/ä "q"\\r&+=';
  test.each([
    ['as they are', secret],
    ['in JSON', JSON.stringify(secret).slice(1, -1)],
    ['in JSON whose slashes are escaped', JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/')],
    ['in a URL', encodeURIComponent(secret)],
    [
      'in a URL with small hex digits',
      encodeURIComponent(secret).replaceAll(/%../g, (escape) => escape.toLowerCase()),
    ],
    ['in a form', new URLSearchParams({ k: secret }).toString().slice(2)],
  ])('are hidden %s', (_where, written) => {
    const mask = maskOf(secret);
    expect(mask.text(`<${written}>`)).toBe(`<${mark}>`);
    expect(mask.bytes(Buffer.from(`<${written}>`)).toString()).toBe(`<${mark}>`);
  });

  test('one that holds another is hidden whole', () => {
    expect(maskOf('secret-1', 'my-secret-1-long').text('my-secret-1-long secret-1')).toBe(`${mark} ${mark}`);
  });

  test('shorter than six characters are not learnt', () => {
    expect(maskOf('hello', '').text('hello')).toBe('hello');
  });

  test('never leave, whatever surrounds them', () => {
    const secrets = fc.stringMatching(/^[a-z0-9/+=%"\\ -]{6,20}$/).filter((text) => !mark.includes(text));
    fc.assert(
      fc.property(secrets, fc.string(), fc.string(), (learnt, before, after) => {
        const mask = maskOf(learnt);
        expect(mask.text(before + learnt + after)).not.toContain(learnt);
        expect(mask.bytes(Buffer.from(before + learnt + after)).includes(learnt)).toBe(false);
      }),
    );
  });
});

describe('bytes', () => {
  test('without a secret are the same Buffer', () => {
    const bytes = Buffer.from('nothing here, not even sk-ant-api03-abcdefgh');
    expect(maskOf('hunter22').bytes(bytes)).toBe(bytes);
  });

  test('that are no text keep every byte around the secret', () => {
    const masked = maskOf('hunter22').bytes(
      Buffer.concat([Buffer.of(0xff, 0xc3), Buffer.from('hunter22'), Buffer.of(0xa4)]),
    );
    expect(masked).toEqual(Buffer.concat([Buffer.of(0xff, 0xc3), Buffer.from(mark), Buffer.of(0xa4)]));
  });
});

test.each([
  ['invalid key sk-ant-api03-AbC_123-x.', `invalid key ${mark}.`],
  ['key sk-or-v1-0123456789abcdef!', `key ${mark}!`],
  ['AIzaSyA-0123456789_abcdefghij is blocked', `${mark} is blocked`],
  ['authorization: Bearer abc123def', `authorization: Bearer ${mark}`],
  ['{"x-api-key":"abcdef","a":1}', `{"x-api-key":"${mark}","a":1}`],
  ["'x-goog-api-key', 'abcdef'", `'x-goog-api-key', '${mark}'`],
  ['https://host/?key=abcdef&alt=sse', `https://host/?key=${mark}&alt=sse`],
])('a key that nobody taught is hidden in %s', (text, masked) => {
  expect(createMask().text(text)).toBe(masked);
});

test.each([
  'You must provide bearer authentication in the header',
  'a risk-averse-decision',
  'invalid x-api-key',
])('the sentence "%s" stays as it is', (sentence) => {
  expect(createMask().text(sentence)).toBe(sentence);
});

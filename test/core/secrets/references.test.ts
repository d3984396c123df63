import { expect, test } from 'vitest';
import { isReference, resolveReference } from '../../../src-main/core/secrets/references.ts';
import { noKeyring } from '../../support/keyring-absent.ts';
import { memorySecrets } from '../../support/memory-secrets.ts';

const sources = {
  secrets: memorySecrets({ 'client/claude-code': 'from the keychain' }),
  env: { OPENAI_API_KEY: 'from the environment', EMPTY: '' },
};

test.each([
  ['keychain:client/claude-code', 'from the keychain'],
  ['keychain:other', undefined],
  ['env:OPENAI_API_KEY', 'from the environment'],
  ['env:OTHER', undefined],
  ['env:EMPTY', undefined],
  ['sk-written-out', 'sk-written-out'],
])('%s resolves to %s', async (reference, value) => {
  expect(await resolveReference(reference, sources)).toBe(value);
});

test('env references work where there is no keychain', async () => {
  expect(await resolveReference('env:OPENAI_API_KEY', { ...sources, secrets: noKeyring })).toBe(
    'from the environment',
  );
});

test.each([
  ['keychain:a', true],
  ['env:A', true],
  ['sk-ant-1', false],
  ['environment:A', false],
  ['Keychain:a', false],
])('%s is a reference: %s', (text, expected) => {
  expect(isReference(text)).toBe(expected);
});

import { expect, test } from 'vitest';
import { listPresets } from '../../../src-main/core/api/presets.ts';
import { presets } from '../../../src-main/core/providers/presets.ts';

test('every preset is listed, in the order in which people are shown them', () => {
  expect(listPresets().presets.map(({ id }) => id)).toEqual(presets.map(({ id }) => id));
});

test.each([
  ['openrouter', { key: 'needed', needs: [], isLocal: false, envKey: 'OPENROUTER_API_KEY' }],
  ['azure-openai', { key: 'needed', needs: ['baseUrl'], baseUrl: null }],
  ['openai-compatible', { key: 'optional', needs: ['baseUrl'] }],
  ['vertex', { key: 'none', needs: ['projectId'] }],
  ['ollama', { key: 'none', needs: [], isLocal: true }],
  ['llama-cpp', { key: 'optional', isLocal: true }],
  ['claude-cli', { key: 'none', isLocal: true, isBuiltIn: false }],
  ['demo', { key: 'none', isBuiltIn: true }],
  ['zai-anthropic', { takes: expect.objectContaining({ adaptiveThinking: false }) }],
])('what %s needs', (id, row) => {
  expect(listPresets().presets.find((preset) => preset.id === id)).toMatchObject(row);
});

test('what an entry is by default is what the schema fills in', () => {
  const { defaults } = listPresets();
  expect(defaults).toMatchObject({ timeouts: { connectMs: 10_000 }, retry: { attempts: 3 }, transforms: [] });
  expect(defaults).not.toHaveProperty('id');
});

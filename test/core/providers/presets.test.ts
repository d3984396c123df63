import { describe, expect, test } from 'vitest';
import { configSchema } from '../../../src-main/contract/config.ts';
import { findPreset, genericPreset, presets } from '../../../src-main/core/providers/presets.ts';

test('ids are unique and find their preset', () => {
  expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
  for (const preset of presets) expect(findPreset(preset.id)).toBe(preset);
  expect(findPreset('nobody')).toBeUndefined();
});

test('what this version promises is there', () => {
  expect(presets.map(({ id }) => id)).toEqual([
    'anthropic',
    'openai',
    'openrouter',
    'deepseek',
    'ollama',
    'openai-compatible',
    'anthropic-compatible',
    'demo',
  ]);
});

test('every wire that the config takes has something to start from', () => {
  expect(['openai-chat', 'anthropic', 'demo'].map((wire) => genericPreset(wire)?.wire)).toEqual([
    'openai-chat',
    'anthropic',
    'demo',
  ]);
});

describe.each(presets.map((preset) => [preset.id, preset] as const))('%s', (id, preset) => {
  test('is accepted by the config', () => {
    const entry = {
      id,
      preset: id,
      ...(preset.baseUrl === undefined && { baseUrl: 'https://example.com/v1' }),
    };
    expect(configSchema.safeParse({ providers: [entry], routes: { default: `${id}/model` } }).success).toBe(
      true,
    );
  });

  test('shows people https pages only', () => {
    const pages = [preset.site, preset.keyPage].filter((page) => page !== undefined);
    expect(pages.filter((page) => new URL(page).protocol !== 'https:')).toEqual([]);
  });

  test('has a page for keys only where it takes a key', () => {
    expect(preset.auth.kind === 'none' && preset.keyPage !== undefined).toBe(false);
  });

  test('calls an address without a slash at its end: https, or this machine', () => {
    if (preset.baseUrl === undefined || preset.baseUrl === '') return;
    const { protocol, hostname, href } = new URL(preset.baseUrl);
    expect(protocol === 'https:' || hostname === 'localhost').toBe(true);
    expect(href.startsWith(preset.baseUrl)).toBe(true);
    expect(preset.baseUrl).not.toMatch(/\/$/);
  });

  test('has paths that begin with a slash', () => {
    for (const path of [preset.modelsPath, preset.checkPath ?? '']) expect(path).toMatch(/^$|^\/[a-z]/);
  });

  test('says headers in lower case, and none that carries a key', () => {
    for (const name of Object.keys(preset.headers ?? {})) {
      expect(name).toBe(name.toLowerCase());
      expect(['authorization', 'x-api-key']).not.toContain(name);
    }
  });
});

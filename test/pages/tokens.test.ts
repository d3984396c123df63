import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';

const css = await readFile(new URL('../../src-renderer/styles/tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');
const schemes = { light: colours(light), dark: colours(dark) };

const texts = ['text', 'text-quiet', 'accent', 'good', 'warning', 'bad'];
const pairs = [
  ...texts.flatMap((text) => ['surface', 'raised'].map((surface) => ({ text, surface }))),
  { text: 'text', surface: 'sunken' },
  { text: 'text-quiet', surface: 'sunken' },
  { text: 'text', surface: 'bad-surface' },
  { text: 'bad', surface: 'bad-surface' },
  { text: 'text', surface: 'good-surface' },
  { text: 'text', surface: 'warning-surface' },
  { text: 'text-quiet', surface: 'warning-surface' },
  { text: 'accent', surface: 'accent-surface' },
  { text: 'text', surface: 'accent-surface' },
  { text: 'text-quiet', surface: 'accent-surface' },
  { text: 'on-fill', surface: 'accent-fill' },
  { text: 'on-fill', surface: 'accent-fill-strong' },
  { text: 'on-fill', surface: 'bad-fill' },
  { text: 'on-inverse', surface: 'inverse' },
  { text: 'inverse-accent', surface: 'inverse' },
];

describe.for(Object.entries(schemes))('in the %s scheme', ([, colour]) => {
  test.for(pairs)('$text can be read on $surface (WCAG AA)', ({ text, surface }) => {
    expect(contrast(colour(text), colour(surface))).toBeGreaterThanOrEqual(4.5);
  });

  test.for(['1', '2', '3', '4', '5', '6', 'others'])(
    'series %s can be told from what is behind it',
    (series) => {
      expect(contrast(colour(`series-${series}`), colour('raised'))).toBeGreaterThanOrEqual(3);
    },
  );

  test('the edge of a control can be told from what is behind it', () => {
    expect(contrast(colour('border-control'), colour('raised'))).toBeGreaterThanOrEqual(3);
  });
});

function colours(part: string): (name: string) => string {
  return (name) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(part)?.[1] ?? `no colour --${name}`;
}

/** The contrast ratio of WCAG 2.2, 1 to 21. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const channel = (start: number) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

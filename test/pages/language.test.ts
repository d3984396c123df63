import { expect, test } from 'vitest';
import { chooseLanguage } from '../../src-renderer/language.ts';
import { en } from '../../src-renderer/texts/en.ts';
import { createPlural } from '../../src-renderer/texts/plural.ts';
import { zhCn } from '../../src-renderer/texts/zh-cn.ts';

test.for<[string[], string | null, string, string]>([
  [['en-GB', 'en'], null, 'en', 'en-GB'],
  [['zh-CN', 'en-US'], null, 'zh-CN', 'zh-CN'],
  [['zh-Hans-SG'], null, 'zh-CN', 'zh-Hans-SG'],
  [['zh-TW', 'en-US'], null, 'en', 'en-US'],
  [['de-DE', 'zh-CN'], null, 'zh-CN', 'zh-CN'],
  [['de-DE'], null, 'en', 'en'],
  [[], null, 'en', 'en'],
  [['en-GB'], 'zh-CN', 'zh-CN', 'zh-CN'],
  [['zh-CN'], 'en', 'en', 'en'],
  [['zh-CN'], 'klingon', 'zh-CN', 'zh-CN'],
])(
  'a browser of %j with the choice %j gets %s, written as in %s',
  ([preferred, chosen, language, locale]) => {
    expect(chooseLanguage(preferred, chosen)).toEqual({ language, locale });
  },
);

test('a number takes the form that its language has for it', () => {
  const plural = createPlural('en');
  const forms = { one: '# request', other: '# requests' };
  expect([0, 1, 1200].map((count) => plural(count, forms))).toEqual([
    '0 requests',
    '1 request',
    '1,200 requests',
  ]);
});

test('no text is empty or left in English by mistake', () => {
  const english = textsOf(en);
  const chinese = textsOf(zhCn);
  expect(chinese.map(([path]) => path)).toEqual(english.map(([path]) => path));
  expect(chinese.filter(([, text]) => text === '')).toEqual([]);
  const same = chinese.filter(([, text], index) => text === english[index]?.[1]);
  expect(same.map(([, text]) => text)).toEqual(['Claude Code']);
});

/** Texts without parameters, by path, in the order of the alphabet. */
function textsOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
}

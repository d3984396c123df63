import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lossRows } from './losses.ts';

test('docs/providers.md shows the table of losses', () => {
  const page = readFileSync(new URL('../../docs/providers.md', import.meta.url), 'utf8');
  const [, table = ''] = /<!-- losses: begin -->\n\n([^]*?)\n\n<!-- losses: end -->/.exec(page) ?? [];
  const shown = table.split('\n').map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((field) => field.trim()),
  );
  expect(shown.toSpliced(1, 1)).toEqual(lossRows());
});

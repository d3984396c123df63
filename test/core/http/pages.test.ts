import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { configOf } from '../api/core-parts.ts';
import { adminToken, runServer } from './running-server.ts';

async function builtPages(): Promise<string> {
  // A folder whose name begins with a dot lies above the pages on many machines.
  const root = await mkdtemp(join(tmpdir(), '.pages-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const pagesDir = join(root, 'renderer');
  await mkdir(join(pagesDir, 'assets'), { recursive: true });
  for (const name of ['dashboard', 'popover', 'settings'])
    await writeFile(join(pagesDir, `${name}.html`), `<!doctype html><head><title>${name}</title></head>`);
  await writeFile(join(pagesDir, 'assets', 'index-1a2b.js'), 'export {};');
  await writeFile(join(root, 'secret.txt'), 'outside');
  return pagesDir;
}

describe('built pages', () => {
  test.each([
    ['/', 'dashboard'],
    ['/?view=popover', 'popover'],
    ['/?view=other', 'dashboard'],
    ['/admin', 'settings'],
    ['/admin?view=popover', 'settings'],
  ])('are served without a token, and not kept: %s is the %s', async (path, name) => {
    const { call } = await runServer({ pagesDir: await builtPages() });
    const page = await call(path);
    expect(page).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    expect(page.body).toBe(`<!doctype html><head><title>${name}</title></head>`);
    expect(await call(path, { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
  });

  test('bring the status to whoever comes with the cookie, as data that cannot end its block', async () => {
    const name = 'p/</script><script>alert(1)</script><!--$&';
    const { call } = await runServer({
      pagesDir: await builtPages(),
      parts: { startWith: configOf({ routes: { default: name } }) },
    });
    const { headers } = await call(`/?token=${adminToken}`);
    const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const { body } = await call('/?view=popover', { headers: { cookie } });
    const [, data = ''] =
      /^<!doctype html><head><title>popover<\/title><script type="application\/json" id="first-status">([^<]*)<\/script><\/head>$/.exec(
        body,
      ) ?? [];
    expect(JSON.parse(data)).toMatchObject({ routes: { default: name } });
    expect((await call('/?view=popover', { headers: { cookie: `${cookie}x` } })).body).not.toContain(
      'status',
    );
  });

  test('let browsers load and call nothing but this server', async () => {
    const { call } = await runServer({ pagesDir: await builtPages() });
    for (const path of ['/', '/assets/index-1a2b.js', '/nothing']) {
      const { headers } = await call(path);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
          "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
    }
  });

  test('keep their hashed files in the browser for good', async () => {
    const { call } = await runServer({ pagesDir: await builtPages() });
    const file = await call('/assets/index-1a2b.js');
    expect(file).toMatchObject({ status: 200, body: 'export {};' });
    expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(file.headers['content-type']).toMatch(/javascript/);
  });

  test('come compressed to who takes that, and plain to who does not', async () => {
    const pagesDir = await builtPages();
    const file = join(pagesDir, 'assets', 'index-1a2b.js');
    await writeFile(`${file}.br`, 'in brotli');
    await writeFile(`${file}.gz`, 'in gzip');
    const { call } = await runServer({ pagesDir });
    const sent = async (coding: string) => {
      const { body, headers } = await call('/assets/index-1a2b.js', {
        headers: { 'accept-encoding': coding },
      });
      expect(headers['content-type']).toMatch(/javascript/);
      expect(headers['cache-control']).toMatch(/immutable/);
      expect(headers.vary).toMatch(/accept-encoding/i);
      return [body, headers['content-encoding']];
    };
    expect(await sent('gzip, deflate, br')).toEqual(['in brotli', 'br']);
    expect(await sent('gzip')).toEqual(['in gzip', 'gzip']);
    expect(await sent('br;q=0, gzip;q=0')).toEqual(['export {};', undefined]);
    expect(await sent('identity')).toEqual(['export {};', undefined]);
  });

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/%2e%2e/secret.txt',
  ])('do not lead outside their folder by %s', async (path) => {
    const { call } = await runServer({ pagesDir: await builtPages() });
    const answer = await call(path);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body).not.toContain('outside');
  });
});

describe('without built pages', () => {
  test.each(['', join(tmpdir(), 'no-such-folder-of-pages')])(
    'in %j a sentence says how to get them',
    async (pagesDir) => {
      const { call } = await runServer({ pagesDir });
      const page = await call('/');
      expect(page.status).toBe(200);
      expect(page.headers['content-type']).toMatch(/^text\/plain/);
      expect(page.body).toContain('npm run build');
    },
  );
});

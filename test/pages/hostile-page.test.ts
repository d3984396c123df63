import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchBrowser, openPage } from './browser.ts';
import { startCore } from './running-core.ts';

/** What a page of another origin tries in a browser that is signed in here, and what came of it. */
const attempts = `
const tries = {
  'read the config': () => call('/api/config.get', {}),
  'change a route': () => call('/api/routes.set', { route: 'default', use: 'demo/taken' }),
  'change a route as a form does': () => post('/api/routes.set', 'text/plain', '{"route":"default","use":"demo/taken"}'),
  'change a route without being answered': () =>
    fetch(core + '/api/routes.set', {
      method: 'POST', mode: 'no-cors', credentials: 'include',
      headers: { 'content-type': 'text/plain' }, body: '{"route":"default","use":"demo/taken"}',
    }).then((answer) => answer.type + answer.status),
  'ask a model': () => call('/v1/messages', { model: 'm', max_tokens: 1, messages: [{ role: 'user', content: 'hi' }] }),
  'read the metrics': () => fetch(core + '/metrics', { credentials: 'include' }).then((answer) => answer.text()),
  'hear the events': () => new Promise((heard, refused) => {
    const source = new EventSource(core + '/api/events', { withCredentials: true });
    source.addEventListener('status', ({ data }) => heard(data));
    source.onerror = () => { source.close(); refused(new Error('refused')); };
  }),
  'look into a frame': () => new Promise((seen, refused) => {
    const frame = document.createElement('iframe');
    frame.src = core + '/';
    frame.onload = () => {
      try { seen(frame.contentDocument.body.innerText || refused(new Error('empty'))); } catch (error) { refused(error); }
    };
    document.body.append(frame);
  }),
};
const call = (path, body) => post(path, 'application/json', JSON.stringify(body));
const post = (path, type, body) =>
  fetch(core + path, { method: 'POST', credentials: 'include', headers: { 'content-type': type }, body })
    .then((answer) => answer.text());
window.outcomes = Promise.all(Object.entries(tries).map(async ([name, attempt]) => {
  try { return [name, String(await attempt())]; } catch { return [name, 'refused']; }
}));`;

function startHostile(core: string): Promise<{ address: string; server: Server }> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><body><script>const core = ${JSON.stringify(core)};${attempts}</script>`);
  });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve({ address: `http://127.0.0.1:${port}`, server });
    }),
  );
}

describe.skipIf(chromiumPath === undefined)('a page of another origin', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => browser.close());

  test('reads nothing and changes nothing, though the browser is signed in here', async () => {
    await using core = await startCore();
    await using opened = await openPage(browser, core.popoverAddress);
    const before = await core.call('config.get', {});
    const { address, server } = await startHostile(core.address);
    try {
      const page = await opened.page.context().newPage();
      await page.goto(address);
      const outcomes = await page.evaluate('window.outcomes');
      expect(Object.fromEntries(outcomes as [string, string][])).toEqual({
        'read the config': 'refused',
        'change a route': 'refused',
        'change a route as a form does': 'refused',
        // It was sent, and nobody may know what was answered.
        'change a route without being answered': 'opaque0',
        'ask a model': 'refused',
        'read the metrics': 'refused',
        'hear the events': 'refused',
        'look into a frame': 'refused',
      });
    } finally {
      server.close();
    }
    expect(await core.call('config.get', {})).toEqual(before);
    expect((await core.call('requests.list', {})).requests).toEqual([]);
    // The page that was signed in goes on as before.
    expect(
      await opened.page.evaluate(
        "fetch('/api/status.get', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }).then(({ status }) => status)",
      ),
    ).toBe(200);
  });
});

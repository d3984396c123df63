import { describe, expect, test } from 'vitest';
import { operations } from '../../../src-main/contract/operations.ts';
import { FileAnswer } from '../../../src-main/core/api/file-answer.ts';
import { readFailure } from '../../../src-main/core/api/failure.ts';
import { runOperation } from '../../../src-main/core/api/index.ts';
import { KeychainUnavailableError } from '../../../src-main/core/secrets/secret-store.ts';
import { full, ledgerWith, unknown } from '../ledger/ledger-with.ts';
import { configOf, coreParts, exampleRow } from './core-parts.ts';

/** The failure that an operation ends in, as its caller would read it. */
async function failureOf(name: string, body: unknown, { context } = coreParts()) {
  return runOperation(name, body, context).then(
    (answer) => ({ answered: answer }),
    (error: unknown) => readFailure(error) ?? { unexpected: error },
  );
}

describe('any operation', () => {
  test('that nobody knows is not found, names of object methods included', async () => {
    for (const name of ['models.guess', 'constructor', '__proto__', 'toString']) {
      expect(await failureOf(name, {})).toMatchObject({ status: 404, code: 'not-found' });
    }
  });

  test('says which field of its input is wrong', async () => {
    const failure = await failureOf('requests.list', { limit: 0 });
    expect(failure).toMatchObject({ status: 400, code: 'invalid-request' });
    expect(failure).toHaveProperty('message', expect.stringMatching(/^requests\.list: limit: /));
  });

  test('refuses a field that it does not know', async () => {
    const failure = await failureOf('status.get', { verbose: true });
    expect(failure).toHaveProperty('status', 400);
    expect(failure).toHaveProperty('message', expect.stringContaining('verbose'));
  });

  test('answers an input that is no object with its reason', async () => {
    expect(await failureOf('status.get', null)).toHaveProperty(
      'message',
      expect.stringMatching(/^status\.get: input: /),
    );
  });

  test('leaves an error that nobody foresaw to whoever answers', () => {
    expect(readFailure(new TypeError('broken'))).toBeUndefined();
  });
});

describe('status.get', () => {
  test('answers what the contract says', async () => {
    const last = { route: 'think', target: 'demo/large', atMs: 60_000 };
    const { context } = coreParts({ last: () => last });
    const status = await runOperation('status.get', {}, context);
    expect(operations['status.get'].output.parse(status)).toEqual(status);
    expect(status).toMatchObject({
      version: '1.2.3',
      uptimeSeconds: 60,
      last,
      routes: { default: 'smart', think: null },
    });
  });

  test('says for what the last change of the config was refused', async () => {
    const { context } = coreParts();
    context.config.lastError = () => 'config.json:3: providers is missing';
    expect(await runOperation('status.get', {}, context)).toHaveProperty(
      'configError',
      'config.json:3: providers is missing',
    );
  });
});

test('status.get says what became of a damaged ledger', async () => {
  const { context } = coreParts();
  context.ledger.problem = () => 'usage.db was damaged';
  expect(await runOperation('status.get', {}, context)).toHaveProperty(
    'ledgerProblem',
    'usage.db was damaged',
  );
});

describe('the ledger', () => {
  const reports = ['requests.get', 'usage.summary', 'usage.series', 'usage.latency'] as const;

  test.each(reports)('answers %s as the contract says', async (name) => {
    const { context } = coreParts({ ledger: await ledgerWith(full, unknown) });
    const answer = await runOperation(name, name === 'requests.get' ? { id: full.id } : {}, context);
    expect(operations[name].output.parse(answer)).toEqual(answer);
    expect(answer).not.toEqual({ rows: [] });
  });

  test('has no request that is not in it', async () => {
    expect(await failureOf('requests.get', { id: 'req_none' })).toMatchObject({ status: 404 });
  });

  test('is exported as a file', async () => {
    const { context } = coreParts({ ledger: await ledgerWith(full) });
    const answer = await runOperation('usage.export', {}, context);
    expect(answer).toBeInstanceOf(FileAnswer);
    expect(answer).toMatchObject({ name: 'signalbox-usage-1970-01-01.csv' });
  });
});

describe('routes.set', () => {
  test('answers the routes after it', async () => {
    const { context } = coreParts();
    const routes = await runOperation('routes.set', { route: 'think', use: 'demo/large' }, context);
    expect(routes).toEqual({ ...configOf().routes, think: 'demo/large' });
    expect(context.config.current().routes.think).toBe('demo/large');
  });

  test('unsets a route with null', async () => {
    const startWith = configOf({ routes: { default: 'smart', image: 'demo/eyes' } });
    const { context } = coreParts({ startWith });
    expect(await runOperation('routes.set', { route: 'image', use: null }, context)).toHaveProperty(
      'image',
      null,
    );
  });

  test('never leaves requests without a default', async () => {
    expect(await failureOf('routes.set', { route: 'default', use: null })).toMatchObject({
      code: 'invalid-request',
    });
  });

  test('keeps the threshold of the long-context route', async () => {
    const startWith = configOf({
      routes: { default: 'smart', longContext: { use: 'demo/old', aboveTokens: 60_000 } },
    });
    const routes = await runOperation(
      'routes.set',
      { route: 'longContext', use: 'smart' },
      coreParts({ startWith }).context,
    );
    expect(routes).toHaveProperty('longContext', { use: 'smart', aboveTokens: 60_000 });
  });

  test('gives the long-context route a threshold where it had none', async () => {
    const routes = await runOperation(
      'routes.set',
      { route: 'longContext', use: 'smart' },
      coreParts().context,
    );
    expect(routes).toHaveProperty('longContext', { use: 'smart', aboveTokens: 200_000 });
  });

  test('knows only the routes of the contract', async () => {
    expect(await failureOf('routes.set', { route: 'fast', use: 'smart' })).toMatchObject({ status: 400 });
  });
});

describe('config.set', () => {
  test('answers the config as written', async () => {
    const { context } = coreParts();
    const config = configOf({ routes: { default: 'demo/large' } });
    expect(await runOperation('config.set', { config }, context)).toEqual(context.config.raw());
    expect(await runOperation('config.get', {}, context)).toHaveProperty('routes.default', 'demo/large');
  });

  test('passes on for what a config was refused', async () => {
    const failure = await failureOf('config.set', { config: { providers: [] } });
    expect(failure).toMatchObject({
      status: 400,
      code: 'invalid-config',
      message: 'config.json: providers: at least one provider is needed',
    });
  });
});

describe('keys', () => {
  test('set is in the keychain, masked from then on, and in force at once', async () => {
    const { context, said } = coreParts();
    expect(
      await runOperation('keys.set', { name: 'client/claude-code', value: ' sk-secret\n' }, context),
    ).toEqual({});
    expect(said.keys).toEqual(new Map([['client/claude-code', 'sk-secret']]));
    expect(said).toMatchObject({ learnt: ['sk-secret'], keysChanged: 1 });
  });

  test('removed is gone, and the next request knows', async () => {
    const { context, said } = coreParts();
    said.keys.set('openrouter', 'sk-secret');
    expect(await runOperation('keys.remove', { name: 'openrouter' }, context)).toEqual({});
    expect(said).toMatchObject({ keys: new Map(), keysChanged: 1 });
  });

  test.each(['', 'with space', 'keychain:x', 'name\n', 'ключ'])('refuses the name %j', async (name) => {
    const failure = await failureOf('keys.set', { name, value: 'sk-secret' });
    expect(failure).toMatchObject({ status: 400 });
    expect(JSON.stringify(failure)).not.toContain('sk-secret');
  });

  test('of nothing but space is refused', async () => {
    expect(await failureOf('keys.set', { name: 'openrouter', value: ' \n' })).toMatchObject({ status: 400 });
  });

  test('without a keychain says what to install', async () => {
    const { context, said } = coreParts();
    const unavailable = new KeychainUnavailableError('install gnome-keyring');
    context.secrets.set = () => Promise.reject(unavailable);
    const failure = await failureOf(
      'keys.set',
      { name: 'openrouter', value: 'sk-secret' },
      { context, said },
    );
    expect(failure).toEqual({ status: 503, code: 'keychain-unavailable', message: unavailable.message });
    expect(said.keysChanged).toBe(0);
  });
});

test('requests.list asks the ledger with the defaults of the contract', async () => {
  const { context, said } = coreParts();
  expect(await runOperation('requests.list', { route: 'think' }, context)).toEqual({
    requests: [exampleRow],
  });
  expect(said.filters).toEqual([{ limit: 100, route: 'think' }]);
});

test('providers.test calls the provider that was named', async () => {
  const { context } = coreParts();
  const called: string[] = [];
  context.upstreams.test = (id) => {
    called.push(id);
    return Promise.resolve({ ok: true, latencyMs: 7 });
  };
  expect(await runOperation('providers.test', { id: 'demo' }, context)).toEqual({ ok: true, latencyMs: 7 });
  expect(called).toEqual(['demo']);
});

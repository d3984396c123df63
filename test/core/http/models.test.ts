import Anthropic, { NotFoundError } from '@anthropic-ai/sdk';
import * as fc from 'fast-check';
import OpenAI, { NotFoundError as MissingModelError } from 'openai';
import { describe, expect, test } from 'vitest';
import { anthropicPage } from '../../../src-main/core/http/models.ts';
import { configOf } from '../api/core-parts.ts';
import { asClient, clientToken, runServer } from './running-server.ts';

const listed = [
  'claude-signalbox/smart',
  'claude-signalbox/demo/large',
  'claude-signalbox/demo/vendor/small',
];
const anthropicHeaders = { ...asClient, 'anthropic-version': '2023-06-01' };

describe("Anthropic's shape", () => {
  test('lists names and targets, but no patterns', async () => {
    const { call } = await runServer();
    const answer = await call('/v1/models?limit=1000', { headers: anthropicHeaders });
    const body: unknown = JSON.parse(answer.body);
    expect(body).toMatchObject({
      data: listed.map((id) => ({ type: 'model', id, display_name: id.replace('claude-signalbox/', '') })),
      has_more: false,
      first_id: listed[0],
      last_id: listed[2],
    });
  });

  test('is what Claude Code gets, whatever else it sends', async () => {
    const { call } = await runServer();
    const headers = { ...asClient, 'user-agent': 'claude-cli/2.1.329 (external, cli)' };
    expect(JSON.parse((await call('/v1/models', { headers })).body)).toHaveProperty('has_more', false);
  });

  test('is read page by page by the official SDK', async () => {
    const { address } = await runServer();
    const client = new Anthropic({ baseURL: address, authToken: clientToken, apiKey: null });
    const ids: string[] = [];
    for await (const model of client.models.list({ limit: 1 })) ids.push(model.id);
    expect(ids).toEqual(listed);
  });

  test('gives one model to the official SDK, by an id with slashes', async () => {
    const { address } = await runServer();
    const client = new Anthropic({ baseURL: address, authToken: clientToken, apiKey: null });
    const model = await client.models.retrieve('claude-signalbox/demo/vendor/small');
    expect(model).toMatchObject({ id: listed[2], display_name: 'demo/vendor/small' });
    await expect(client.models.retrieve('claude-opus-0')).rejects.toThrow(NotFoundError);
  });

  test.each(['0', '1001', '-1', 'many', ''])('refuses the limit %j', async (limit) => {
    const { call } = await runServer();
    expect((await call(`/v1/models?limit=${limit}`, { headers: anthropicHeaders })).status).toBe(400);
  });

  test('refuses a page after a model that is not there', async () => {
    const { call } = await runServer();
    expect((await call('/v1/models?after_id=gone', { headers: anthropicHeaders })).status).toBe(400);
  });
});

describe("OpenAI's shape", () => {
  test('is what the official SDK of OpenAI reads', async () => {
    const { address } = await runServer();
    const client = new OpenAI({ baseURL: `${address}/v1`, apiKey: clientToken });
    const ids: string[] = [];
    for await (const model of client.models.list()) ids.push(model.id);
    expect(ids).toEqual(listed);
    expect(await client.models.retrieve('claude-signalbox/demo/large')).toMatchObject({
      object: 'model',
      id: listed[1],
    });
    await expect(client.models.retrieve('gpt-0')).rejects.toThrow(MissingModelError);
  });
});

describe('one model', () => {
  test.each([
    'claude-signalbox/demo/vendor/small',
    'claude-signalbox%2Fdemo%2Fvendor%2Fsmall',
    'demo/vendor/small',
  ])('is found as %s', async (id) => {
    const { call } = await runServer();
    expect(JSON.parse((await call(`/v1/models/${id}`, { headers: anthropicHeaders })).body)).toHaveProperty(
      'id',
      listed[2],
    );
  });

  test('needs a token as the list does', async () => {
    const { call } = await runServer();
    expect((await call('/v1/models')).status).toBe(401);
    expect((await call('/v1/models/smart')).status).toBe(401);
  });
});

test('pages forward and backward hold every model once, in order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 5 }), (count, limit) => {
      const ids = Array.from({ length: count }, (_, position) => `claude-signalbox/m${position}`);
      const forward: string[] = [];
      const backward: string[] = [];
      for (let page = pageOf(ids, limit); ; page = pageOf(ids, limit, 'after_id', forward.at(-1))) {
        forward.push(...page.data.map(({ id }) => id));
        if (!page.has_more) break;
      }
      const last = ids.at(-1);
      if (last !== undefined) backward.push(last);
      for (let isMore = last !== undefined; isMore;) {
        const page = pageOf(ids, limit, 'before_id', backward[0]);
        backward.unshift(...page.data.map(({ id }) => id));
        isMore = page.has_more;
      }
      expect(forward).toEqual(ids);
      expect(backward).toEqual(ids);
    }),
  );
});

test("a client's requests per minute end with 429 in its shape, models and other clients untouched", async () => {
  const startWith = configOf({ clients: [{ id: 'claude-code', token: 'env:TOKEN', requestsPerMinute: 2 }] });
  const { call, exchanged } = await runServer({ parts: { startWith } });
  const ask = () => call('/v1/messages', { method: 'POST', headers: asClient, body: '{}' });
  expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
  const refused = await ask();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
  expect(JSON.parse(refused.body)).toMatchObject({ type: 'error', error: { type: 'rate_limit_error' } });
  expect(exchanged).toHaveLength(2);
  expect((await call('/v1/models', { headers: asClient })).status).toBe(200);
});

function pageOf(ids: readonly string[], limit: number, cursor?: 'after_id' | 'before_id', id?: string) {
  const query = new URLSearchParams({ limit: String(limit) });
  if (cursor !== undefined && id !== undefined) query.set(cursor, id);
  return anthropicPage(ids, query, () => null);
}

import { expect, test } from 'vitest';
import { answerMessage, text } from '../upstream/anthropic.ts';
import { startUpstream } from '../upstream/scripted.ts';
import { adminToken, ask, clientToken, startTestCore } from '../support/core.ts';

async function read(address: string, token: string): Promise<Response> {
  return fetch(`${address}/metrics`, { headers: { authorization: `Bearer ${token}` } });
}

test('what went through is counted by route, provider and outcome', async () => {
  await using upstream = await startUpstream((request) =>
    answerMessage(request, [text('hi')], { usage: { input_tokens: 11, output_tokens: 7 } }),
  );
  await using core = await startTestCore({
    providers: [{ id: 'a', wire: 'anthropic', baseUrl: upstream.url }],
    routes: { default: 'a/m' },
  });
  await (await core.send(ask('a/named'))).text();
  await (await core.send(ask('x', { stream: true }))).text();
  await (await core.send(ask('claude-signalbox/nobody/knows-this'))).text();
  const answer = await read(core.address, adminToken);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=/);
  const lines = (await answer.text()).split('\n');
  expect(lines).toContain('signalbox_requests_total{route="explicit",provider="a",status="200"} 1');
  expect(lines).toContain('signalbox_requests_total{route="default",provider="a",status="200"} 1');
  expect(lines).toContain('signalbox_requests_total{route="",provider="",status="404"} 1');
  expect(lines).toContain('signalbox_tokens_total{provider="a",kind="input"} 22');
  expect(lines).toContain('signalbox_tokens_total{provider="a",kind="output"} 14');
  expect(lines).toContain('signalbox_request_duration_seconds_count{provider="a"} 2');
  expect(lines).toContain('signalbox_running_requests 0');
  expect(lines).toContain('signalbox_provider_state{provider="a",state="ok"} 1');
  expect(lines.join()).not.toContain('nobody');
  expect(lines.some((line) => line.startsWith('process_resident_memory_bytes '))).toBe(true);
});

test('a client that is not the admin reads nothing', async () => {
  await using core = await startTestCore(undefined);
  expect((await read(core.address, clientToken)).status).toBe(401);
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runClaudeCli } from '../../src-main/core/exchange/claude-cli-process.ts';
import type { Block, MessagesRequest } from '../../src-main/core/wire/anthropic/messages.ts';
import { cliEnvironment } from '../../src-main/core/wire/claude-cli/command.ts';
import { writeCliRequest } from '../../src-main/core/wire/claude-cli/write-request.ts';
import { grammarFaults } from '../core/wire/grammar.ts';
import { gather, sentBlocks } from '../core/wire/streams.ts';
import { messageError, streamedMessage, text } from '../upstream/anthropic.ts';
import { eventStream, startUpstream, type RecordedRequest, type Script } from '../upstream/scripted.ts';

const conversation: MessagesRequest = {
  model: 'claude-cli/opus',
  system: 'You are a box.',
  messages: [
    { role: 'user', content: 'Name a colour.' },
    { role: 'assistant', content: 'Blue.' },
    { role: 'user', content: 'Another.' },
  ],
  max_tokens: 1234,
  output_config: { effort: 'low' },
};

/** Runs the real Claude CLI before a scripted upstream, with a home whose settings lead elsewhere. */
async function ask(script: Script, request: Partial<MessagesRequest> = {}) {
  await using upstream = await startUpstream(script);
  await using elsewhere = await startUpstream(script);
  const home = await mkdtemp(join(tmpdir(), 'claude-home-'));
  try {
    const settings = { env: { ANTHROPIC_BASE_URL: elsewhere.url } };
    await mkdir(join(home, '.claude'));
    await writeFile(join(home, '.claude', 'settings.json'), JSON.stringify(settings));
    await writeFile(join(home, 'secret.txt'), 'amber');
    const words = JSON.stringify({ ...conversation, ...request }).replaceAll('HOME', home);
    const read = await gather(
      runClaudeCli({
        command: process.env['SIGNALBOX_TEST_CLAUDE'] ?? 'claude',
        model: 'claude-opus-5-5',
        request: writeCliRequest(JSON.parse(words)),
        context: {
          messageId: 'msg_ours',
          model: 'claude-cli/opus',
          vendor: 'claude-cli',
          toolNames: new Map(),
          estimatedInputTokens: 5,
          prelude: [],
        },
        signal: new AbortController().signal,
        limits: { firstByteMs: 60_000, idleMs: 60_000 },
        env: {
          ...cliEnvironment({ ...process.env, HOME: home, USERPROFILE: home }),
          ANTHROPIC_BASE_URL: upstream.url,
          ANTHROPIC_AUTH_TOKEN: 'token',
        },
      }),
    );
    const posted = (requests: readonly RecordedRequest[]) =>
      requests.filter(({ method }) => method === 'POST');
    return { ...read, asked: posted(upstream.requests), astray: elsewhere.requests };
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

test('the real CLI answers a conversation, with the system prompt, effort and limit that were asked for', async () => {
  const thought: Block = { type: 'thinking', thinking: 'A colour.', signature: 'sig' };
  const { events, error, asked, astray } = await ask(() => streamedMessage([thought, text('Grün.')]));
  expect(error).toBeUndefined();
  expect(grammarFaults(events)).toEqual([]);
  expect(events[0]).toMatchObject({ message: { id: 'msg_ours', model: 'claude-cli/opus' } });
  expect(sentBlocks(events)).toMatchObject([{ thinking: 'A colour.' }, { text: 'Grün.' }]);
  expect(events.at(-2)).toMatchObject({
    delta: { stop_reason: 'end_turn' },
    usage: { input_tokens: 10, output_tokens: 5 },
  });
  expect(asked.map(({ json }) => json)).toMatchObject([
    { model: 'claude-opus-5-5', tools: [], max_tokens: 1234, output_config: { effort: 'low' }, stream: true },
  ]);
  const sent = asked[0]?.bytes.toString();
  expect(sent).toContain('You are a box.');
  expect(sent).toContain(String.raw`<assistant>\nBlue.\n</assistant>\n</conversation>\n\nAnother.`);
  expect(astray).toEqual([]);
});

test('no word of a prompt is a command of the CLI or a file of the machine', async () => {
  const content = '/help me with @HOME/secret.txt';
  const { events, asked } = await ask(() => streamedMessage([text('No.')]), {
    messages: [{ role: 'user', content }],
  });
  expect(sentBlocks(events)).toEqual([text('No.')]);
  const sent = asked[0]?.bytes.toString();
  expect(sent).toMatch(/ \/help me with @[^ "]*secret\.txt"/);
  expect(sent).not.toContain('amber');
});

test('at its limit the answer ends, and the CLI does not ask for more', async () => {
  const half = streamedMessage([text('Once upon')]);
  const cut = {
    ...half,
    pieces: half.pieces.map((piece) => String(piece).replace('end_turn', 'max_tokens')),
  };
  const { events, error } = await ask(() => cut);
  expect(error).toBeUndefined();
  expect(sentBlocks(events)).toEqual([text('Once upon')]);
  expect(events.at(-2)).toMatchObject({ delta: { stop_reason: 'max_tokens' } });
});

test('thinking is switched off where that was asked for', async () => {
  const { asked } = await ask(() => streamedMessage([text('Yes.')]), { thinking: { type: 'disabled' } });
  expect(asked[0]?.json).not.toHaveProperty('thinking');
});

test.each([
  [404, 'not_found_error', 'not-found'],
  [401, 'authentication_error', 'authentication'],
  [429, 'rate_limit_error', 'rate-limit'],
])('an error %i is one, though the CLI calls it a success', async (status, type, kind) => {
  const { events, error } = await ask(() => messageError(status, type, 'no'));
  expect(events).toEqual([]);
  expect(error).toMatchObject({ name: 'UpstreamStreamError', kind });
});

test('an answer that breaks in the middle is a broken stream', async () => {
  const { pieces } = streamedMessage([text('Half')]);
  const failure = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
  const { events, error } = await ask(() =>
    eventStream([...pieces.slice(0, 3), `event: error\ndata: ${JSON.stringify(failure)}\n\n`]),
  );
  expect(error).toMatchObject({ name: 'UpstreamStreamError', kind: 'overloaded' });
  expect(grammarFaults(events, true)).toEqual([]);
});

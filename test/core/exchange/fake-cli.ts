import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CliCall } from '../../../src-main/core/exchange/claude-cli-process.ts';

/** A program in the place of the CLI. */
export interface FakeCli extends AsyncDisposable {
  /** Where it stands; what it writes there is gone with it. */
  folder: string;
  /** A call of it that may take its time. */
  call: CliCall;
}

/** Writes a program whose body is given: it can `say` lines of JSON, and finds `prompt`, the text on its standard input. */
export async function fakeCli(body: string, call: Partial<CliCall> = {}): Promise<FakeCli> {
  const folder = await mkdtemp(join(tmpdir(), 'fake cli-'));
  const script = join(folder, 'fake.mjs');
  const command = join(folder, 'claude');
  await writeFile(script, `${prelude}\n${body}`);
  await writeFile(command, `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`);
  await chmod(command, 0o755);
  return {
    folder,
    call: {
      command,
      model: 'opus',
      request: { systemPrompt: 'Be brief.', prompt: 'hi', environment: {}, losses: [] },
      context: {
        messageId: 'msg_01',
        model: 'claude-cli/opus',
        vendor: 'claude-cli',
        toolNames: new Map(),
        estimatedInputTokens: 5,
        prelude: [],
      },
      signal: new AbortController().signal,
      limits: { firstByteMs: 20_000, idleMs: 20_000 },
      env: { PATH: process.env['PATH'] },
      ...call,
    },
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const prelude = `
import { readFileSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
const say = (line) => process.stdout.write(JSON.stringify(line) + '\\n');
const event = (event) => say({ type: 'stream_event', event });
const init = () => say({ type: 'system', subtype: 'init' });
const begin = () => {
  event({ type: 'message_start', message: { usage: { input_tokens: 3 } } });
  event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } });
};
const text = (text) => event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } });
const finish = () => {
  event({ type: 'content_block_stop', index: 0 });
  event({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 7 } });
  event({ type: 'message_stop' });
  say({ type: 'result', subtype: 'success', is_error: false, result: '' });
};
const forever = () => setInterval(() => {}, 60_000);
const prompt = () => readFileSync(0, 'utf8');
`;

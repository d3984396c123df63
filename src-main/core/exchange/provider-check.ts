import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { WireName } from '../../contract/config.ts';
import type { OperationOutput } from '../../contract/operations.ts';
import { RequestError } from '../errors.ts';
import type { Provider } from '../providers/provider.ts';
import { cliEnvironment } from '../wire/claude-cli/command.ts';
import { readModelIds as readGeminiModels } from '../wire/gemini/read-models.ts';
import { readModelIds as readOllamaModels } from '../wire/ollama/read-models.ts';
import { readError, readErrorMessage } from './upstream-error.ts';
import { callUpstream } from './call.ts';
import { applyHeaderRules } from './headers.ts';
import type { Upstream } from './upstream.ts';
import { UpstreamFailure, type FailureCode } from './upstream-failure.ts';

type CheckResult = OperationOutput<'providers.test'>;
type CheckError = NonNullable<CheckResult['error']>;

/** Reads what only a valid key may read, then the list of models; says what is wrong in words that help. */
export async function checkProvider(upstream: Upstream, now: () => number): Promise<CheckResult> {
  const { provider } = upstream;
  const startedMs = now();
  const after = (): number => Math.round(now() - startedMs);
  if (provider.wire === 'demo') return { ok: true, latencyMs: 0, models: provider.models ?? [] };
  if (provider.wire === 'claude-cli') return checkCli(provider, after);
  if (upstream.state === 'no-key') {
    const message = `${provider.id} has no key: none of ${provider.keys.join(', ')} holds one`;
    return { ok: false, latencyMs: 0, error: { code: 'no-key', message } };
  }
  try {
    if (provider.auth.kind === 'google') {
      await upstream.credentials(undefined);
      return { ok: true, latencyMs: after(), models: provider.models ?? [] };
    }
    if (provider.checkPath !== provider.modelsPath) await readJson(upstream, provider.checkPath);
    const models = await askModels(upstream);
    return { ok: true, latencyMs: after(), models };
  } catch (error) {
    return { ok: false, latencyMs: after(), error: describe(error) };
  }
}

/** The model ids that a provider lists. */
export async function askModels(upstream: Upstream): Promise<string[]> {
  const { wire, modelsPath, models = [] } = upstream.provider;
  if (modelsPath === '') return models;
  return readModelList(wire, await readJson(upstream, modelsPath));
}

/** The model ids in a list of models as a wire's providers answer it. */
export function readModelList(wire: WireName, body: unknown): string[] {
  if (wire === 'gemini') return readGeminiModels(body);
  return wire === 'ollama' ? readOllamaModels(body) : modelIds(body);
}

async function checkCli(provider: Provider, after: () => number): Promise<CheckResult> {
  const { command = 'claude', models = [] } = provider;
  try {
    await promisify(execFile)(command, ['--version'], { env: cliEnvironment(process.env), timeout: 15_000 });
    return { ok: true, latencyMs: after(), models };
  } catch {
    // Whatever keeps it from telling its version keeps it from answering as well.
    const message = `${provider.id}: "${command}" does not run here: install Claude Code, or set command to its path`;
    return { ok: false, latencyMs: after(), error: { code: 'upstream-error', message } };
  }
}

class CheckFailure extends Error {
  override readonly name = 'CheckFailure';
  readonly code: FailureCode;
  constructor(code: FailureCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Reads a path below a provider's base URL with one of its keys; `/..` at its beginning stands for beside it. */
export async function readJson(upstream: Upstream, path: string): Promise<unknown> {
  const { provider, dispatcher } = upstream;
  const answer = await callUpstream({
    provider: provider.id,
    dispatcher,
    method: 'GET',
    url: provider.baseUrl + path,
    headers: {
      ...provider.presetHeaders,
      ...applyHeaderRules({}, provider.headers),
      ...(await upstream.credentials(upstream.keys.take())),
      accept: 'application/json',
    },
    limits: {
      firstByteMs: Math.min(provider.timeouts.firstByteMs, 15_000),
      idleMs: provider.timeouts.idleMs,
    },
    signal: AbortSignal.timeout(30_000),
  });
  const parts: Uint8Array[] = [];
  for await (const chunk of answer.chunks) parts.push(chunk);
  const text = Buffer.concat(parts).toString();
  if (answer.status !== 200) throw statusFailure(provider, provider.baseUrl + path, answer.status, text);
  try {
    return JSON.parse(text);
  } catch {
    // A web page where an API was expected: the address is wrong, whatever the parser stumbled over.
    throw new CheckFailure(
      'wrong-path',
      `${provider.baseUrl + path} answers, but not with JSON: check the baseUrl`,
    );
  }
}

function statusFailure(provider: Provider, url: string, status: number, body: string): CheckFailure {
  const { id } = provider;
  const said = readErrorMessage(body);
  if (status === 401 || status === 403 || readError(provider, status, body).kind === 'authentication')
    return new CheckFailure('key-refused', `${id} refused the key (${status}): ${said}`);
  if (status >= 300 && status < 400)
    return new CheckFailure('wrong-path', `${id} redirects ${url} (${status}): check its baseUrl`);
  if (status === 404 || status === 405)
    return new CheckFailure('wrong-path', `${id} knows no ${url} (${status}): check its baseUrl`);
  if (status === 429) return new CheckFailure('rate-limited', `${id} is throttling this key (429): ${said}`);
  return new CheckFailure('upstream-error', `${id} answered ${status}: ${said}`);
}

function describe(error: unknown): CheckError {
  if (error instanceof CheckFailure) return { code: error.code, message: error.message };
  if (error instanceof UpstreamFailure && error.facts.code !== 'unfit')
    return { code: error.facts.code, message: error.message };
  if (error instanceof RequestError && error.kind === 'authentication')
    return { code: 'key-refused', message: error.message };
  if (error instanceof RequestError && error.status !== 499)
    return { code: error.kind === 'timeout' ? 'timeout' : 'upstream-error', message: error.message };
  return { code: 'timeout', message: 'the provider did not answer within 30 s' };
}

function modelIds(body: unknown): string[] {
  const list = typeof body === 'object' && body !== null && 'data' in body ? body.data : body;
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) =>
    typeof entry === 'object' && entry !== null && 'id' in entry && typeof entry.id === 'string'
      ? [entry.id]
      : [],
  );
}

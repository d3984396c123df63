import type { IncomingHttpHeaders } from 'node:http';
import type { ModelInfo } from '@anthropic-ai/sdk/resources/models';
import type { Config } from '../../contract/config.ts';
import { RequestError } from '../errors.ts';
import type { Upstreams } from '../exchange/upstreams.ts';

const prefix = 'claude-signalbox/';
const mostPerPage = 1000;

/** A page of models in Anthropic's shape. */
interface ModelPage {
  data: ModelInfo[];
  has_more: boolean;
  first_id: string | null;
  last_id: string | null;
}

/** Whether a client wants Anthropic's shapes: it says a version of that API, or it is Claude Code. */
export function speaksAnthropic(headers: IncomingHttpHeaders): boolean {
  return (
    headers['anthropic-version'] !== undefined || /^claude-(cli|code)\b/i.test(headers['user-agent'] ?? '')
  );
}

/**
 * The ids that clients may ask for: names of the config first, then what providers have. Each begins with
 * `claude-signalbox/`, since Claude Code keeps only ids with "claude" in them (seen with 2.1.329).
 */
export function modelIds(
  config: Pick<Config, 'models'>,
  upstreams: Pick<Upstreams, 'knownModels'>,
): string[] {
  const named = Object.keys(config.models).filter((name) => !name.includes('*'));
  const known = [...upstreams.knownModels()].flatMap(([provider, models]) =>
    models.map((model) => `${provider}/${model}`),
  );
  return [...new Set([...named, ...known])].map((name) => prefix + name);
}

/** The listed id that a client means, with or without its prefix; throws RequestError not-found for an unknown one. */
export function findModelId(ids: readonly string[], asked: string): string {
  const found = ids.find((id) => id === asked || id === prefix + asked);
  if (found === undefined)
    throw new RequestError('not-found', `there is no model "${asked}": GET /v1/models lists them`);
  return found;
}

/** The most context that a model takes, by its name without prefix; null where it is not known. */
type ContextOf = (name: string) => number | null;

/** One model as Anthropic's `/v1/models/{id}` shows it; what we do not know is null. */
export function anthropicModel(id: string, contextOf: ContextOf): ModelInfo {
  const name = id.slice(prefix.length);
  return {
    type: 'model',
    id,
    display_name: name,
    // "May be set to an epoch value if the release date is unknown": @anthropic-ai/sdk 1.11.
    created_at: '1970-01-01T00:00:00Z',
    capabilities: null,
    deprecated_at: null,
    lifecycle: 'active',
    line: null,
    max_input_tokens: contextOf(name),
    max_tokens: null,
    retires_at: null,
  };
}

/** A page as Anthropic's `/v1/models` gives it: `limit`, `after_id` and `before_id`; all fit where no limit is asked. */
export function anthropicPage(
  ids: readonly string[],
  query: URLSearchParams,
  contextOf: ContextOf,
): ModelPage {
  const limit = readLimit(query.get('limit'));
  const after = query.get('after_id');
  const before = query.get('before_id');
  const rest = ids.slice(
    after === null ? 0 : positionOf(ids, after) + 1,
    before === null ? ids.length : positionOf(ids, before),
  );
  const page = before !== null && after === null ? rest.slice(-limit) : rest.slice(0, limit);
  return {
    data: page.map((id) => anthropicModel(id, contextOf)),
    has_more: page.length < rest.length,
    first_id: page[0] ?? null,
    last_id: page.at(-1) ?? null,
  };
}

/** One model as OpenAI's `/v1/models/{id}` shows it. */
export function openaiModel(id: string) {
  return { id, object: 'model', created: 0, owned_by: 'signalbox' };
}

/** All models as OpenAI's `/v1/models` lists them. */
export function openaiList(ids: readonly string[]) {
  return { object: 'list', data: ids.map(openaiModel) };
}

function readLimit(text: string | null): number {
  if (text === null) return mostPerPage;
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= mostPerPage) return limit;
  throw new RequestError('invalid-request', `limit: a whole number from 1 to ${mostPerPage} is accepted`);
}

function positionOf(ids: readonly string[], id: string): number {
  const position = ids.indexOf(id);
  if (position >= 0) return position;
  throw new RequestError('invalid-request', `after_id, before_id: there is no model "${id}"`);
}

import { recordOf } from './open-fields.ts';

/** What an error says, whatever its shape. */
export interface ToldError {
  /** In one line; empty where nothing readable was said. */
  message: string;
  /** The upstream's own word for it: its code, or else its type. */
  name?: string;
  /** The HTTP status that the body tells. */
  status?: number;
}

const longestMessage = 1000;

/** Reads the body of an error answer: JSON of any usual shape, plain text, or a gateway's HTML page. */
export function readErrorBody(body: string): ToldError {
  return readErrorValue(parsed(body));
}

/** Reads an error's parsed value; where errors are nested, the innermost message is the one that tells most. */
export function readErrorValue(value: unknown): ToldError {
  if (typeof value === 'string') return { message: readable(value) };
  if (Array.isArray(value)) return readErrorValue(value[0]);
  const error = recordOf(value);
  const { message, msg } = error;
  const outer = { ...nameOf(error), ...statusOf(error), message: readable(message ?? msg) };
  const inside = insideOf(error);
  if (inside === undefined) return outer;
  const inner = readErrorValue(inside);
  return { ...outer, ...inner, message: inner.message || outer.message };
}

/** OpenRouter keeps what the model's own provider said in `metadata.raw`; FastAPI servers say `detail`. */
function insideOf({ error, detail, message, metadata }: Record<string, unknown>): unknown {
  const { raw } = recordOf(metadata);
  const object = typeof message === 'object' ? message : undefined;
  const inside = error ?? detail ?? object ?? raw ?? undefined;
  return typeof inside === 'string' ? parsed(inside) : inside;
}

function nameOf({ code, type }: Record<string, unknown>): Pick<ToldError, 'name'> {
  const name = [code, type].find((word) => typeof word === 'string' && Number.isNaN(Number(word)));
  return typeof name === 'string' ? { name } : {};
}

function statusOf({ code, status }: Record<string, unknown>): Pick<ToldError, 'status'> {
  const told = [code, status].map(Number).find((number) => number >= 400 && number <= 599);
  return told === undefined ? {} : { status: told };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: then it is meant for people, and read as text.
    return text;
  }
}

function readable(text: unknown): string {
  if (typeof text !== 'string') return '';
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(text)?.[1];
  const bare = /^\s*<(!doctype|html|head|body)/i.test(text)
    ? (title ?? text.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' '))
    : text;
  return bare.replace(/\s+/g, ' ').trim().slice(0, longestMessage);
}

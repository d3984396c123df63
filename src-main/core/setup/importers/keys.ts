import type { ConfigPath } from '../../config/config-error.ts';
import type { Draft, DraftKey, Reading } from './draft.ts';
import { textOf } from './values.ts';

const longestKey = 10_000;
const shortestToken = 10;

/** The ways in which tools name a variable: `$NAME`, `${NAME}`, `os.environ/NAME`. */
const variable = /^(?:\$([A-Za-z_]\w*)|\$\{([A-Za-z_]\w*)\}|os\.environ\/([A-Za-z_]\w*))$/;

/** What stands where a key was never put in, or where a server asks for none. */
const placeholders =
  /^(?:(?:sk-)?(?:x{3,}|\.{3}|\*{3,})|<.*>|(?:sk-)?your[-_ ].*|ollama|lm-?studio|vllm|empty|none|null|no-?key|not-?needed|dummy|fake|test|any(?:thing|-string)?|sk-no-key-required|(?:sk-)?1234|placeholder|change-?me)$/i;

/** The name of the variable that a text refers to as a whole. */
export function variableIn(text: string): string | undefined {
  const [, plain, braced, python] = variable.exec(text) ?? [];
  return plain ?? braced ?? python;
}

/** Reads a key and says in the account what becomes of it; undefined where there is none to carry. */
export function readKey(
  value: unknown,
  path: ConfigPath,
  to: string,
  { account, env }: Reading,
  variables: Readonly<Record<string, unknown>> = {},
): DraftKey | undefined {
  const text = textOf(value);
  if (text === undefined) {
    account.lose(path, 'it is not a key');
    return undefined;
  }
  const name = variableIn(text);
  const given = name === undefined ? undefined : textOf(variables[name]);
  if (name !== undefined && given === undefined) {
    const state = env[name] === undefined ? `; ${name} is not set where Signalbox runs` : '';
    account.carry(path, to, `the key, read from the environment as env:${name}${state}`);
    return { kind: 'env', name };
  }
  const key = given ?? text;
  if (placeholders.test(key)) {
    account.lose(path, 'it is a placeholder rather than a key', 'add a key to the provider if it needs one');
    return undefined;
  }
  if (key.length > longestKey || /\p{Cc}/u.test(key)) {
    account.lose(path, 'it cannot be a key: it is too long or has line breaks', 'add the key by hand');
    return undefined;
  }
  account.carry(path, to, 'the key, kept in the keychain');
  return { kind: 'value', value: key };
}

/** Makes the key that clients show to the other tool the token of a client here, so that they need no new one. */
export function readClientToken(
  value: unknown,
  path: ConfigPath,
  name: string,
  draft: Draft,
  reading: Reading,
): void {
  const text = textOf(value);
  if (text !== undefined && variableIn(text) === undefined && text.length < shortestToken) {
    const whatToDo = 'give clients the token of one of the clients of Signalbox';
    reading.account.lose(path, 'it is too short to keep others out', whatToDo);
    return;
  }
  const id = reading.names.client(name);
  const token = readKey(value, path, `clients.${id}.token`, reading);
  if (token !== undefined) draft.clients.push({ id, token });
}

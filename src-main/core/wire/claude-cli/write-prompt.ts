import { RequestError } from '../../errors.ts';

/** One message of the conversation, as text. */
interface Said {
  role: string;
  text: string;
}

/**
 * The conversation as one prompt: what was said before in tags, then the user's last words as they are. Throws
 * RequestError invalid-request where nothing was said.
 */
export function writePrompt(messages: readonly Said[]): string {
  const last = messages.at(-1);
  if (!last) throw new RequestError('invalid-request', 'messages: there is nothing to answer');
  const isAsked = last.role === 'user';
  const before = isAsked ? messages.slice(0, -1) : messages;
  const question = isAsked ? last.text : 'Go on from here as the assistant.';
  if (before.length === 0) return asWords(question);
  const history = before.map(({ role, text }) => `<${role}>\n${text}\n</${role}>`).join('\n\n');
  return `<conversation>\n${history}\n</conversation>\n\n${question}`;
}

/** A slash at the very front would be taken for a command of the CLI's own (seen in 2.1.329). */
function asWords(text: string): string {
  return text.startsWith('/') ? ` ${text}` : text;
}

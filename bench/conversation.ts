import type { MessageParam, MessagesRequest } from '../src-main/core/wire/anthropic/messages.ts';

/** A conversation of about so many kilobytes, of which nothing stands in another one. */
export function conversation(seed: string, kilobytes: number): MessagesRequest {
  const blocks = Math.max(1, Math.round(kilobytes / 4));
  const messages = Array.from({ length: blocks }, (_, turn): MessageParam => {
    const text = lines(`${seed}-${turn}`, 4000);
    return turn % 2 === 0
      ? { role: 'user', content: [{ type: 'text', text }] }
      : {
          role: 'assistant',
          content: [{ type: 'tool_use', id: `t${turn}`, name: 'write', input: { text } }],
        };
  });
  return { model: 'claude-opus-5-5', messages };
}

/** Lines of code of so many characters in all. */
export function lines(seed: string, length: number): string {
  const line = (index: number): string =>
    `${index}\tconst value${index * 7919} = await read("part ${index} of ${seed}", { limit: ${index % 97} });\n`;
  return Array.from({ length: Math.ceil(length / 75) }, (_, index) => line(index))
    .join('')
    .slice(0, length);
}

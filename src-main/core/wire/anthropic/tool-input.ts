import { UpstreamProtocolError } from '../../errors.ts';

/** Whether the text is a JSON object to its end, so that nothing but white space can follow. */
export function isWholeInput(text: string): boolean {
  // The last character rules out most unfinished texts, and is quicker to look at than the whole is to parse.
  if (!text.trimEnd().endsWith('}')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Cut inside a nested object.
    return false;
  }
}

/** The input that a tool call's text stands for, `{}` where it is empty; throws UpstreamProtocolError if it is not JSON. */
export function parseInput(tool: string, text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UpstreamProtocolError(`the model called ${tool} with arguments that are not JSON`, { cause });
  }
}

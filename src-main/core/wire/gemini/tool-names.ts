import { upstreamToolName } from '../openai-chat/tool-names.ts';

/**
 * The name that a tool has upstream: as {@link upstreamToolName} makes it, and beginning with a letter or an underscore,
 * as Gemini wants it. Depends on the name alone.
 */
export function geminiToolName(name: string): string {
  const upstream = upstreamToolName(name);
  // The space is refused, so that what comes out bears a hash and meets no other tool's name.
  return /^[a-zA-Z_]/.test(upstream) ? upstream : upstreamToolName(`_ ${name}`);
}

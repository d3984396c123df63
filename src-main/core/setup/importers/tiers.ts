import type { ConfigPath } from '../../config/config-error.ts';
import type { Draft, Reading } from './draft.ts';

/** The names by which Claude Code calls its models, as patterns of ours. */
export const tierPatterns = { opus: '*opus*', sonnet: '*sonnet*' } as const;

/** Lets a target take every model whose name the client writes so; a pattern that is there already stays. */
export function addPattern(
  pattern: string,
  use: string,
  from: ConfigPath,
  draft: Draft,
  { account, names }: Reading,
): void {
  const name = names.model(pattern);
  if (name !== pattern) {
    account.lose(from, `models["${pattern}"] is there already, and stays`);
    return;
  }
  account.carry(from, `models["${pattern}"]`, 'takes what the client calls so');
  draft.models.set(name, { targets: [use] });
}

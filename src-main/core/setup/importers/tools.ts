import type { ImportTool } from '../../../contract/imports.ts';
import { readCcSwitch } from './cc-switch.ts';
import { readClaudeCodeMux } from './claude-code-mux.ts';
import { readClaudeCodeRouter } from './claude-code-router.ts';
import type { ReadDraft } from './draft.ts';
import { readLitellm } from './litellm.ts';
import { unfoldCcSwitch } from './unfold-cc-switch.ts';
import { fieldsOf, listOf } from './values.ts';

/** A tool whose configs we read. */
interface Tool {
  tool: ImportTool;
  /** Whether a parsed config is one of this tool's. */
  isOwn: (source: unknown) => boolean;
  read: ReadDraft;
  /** How its config is written as the reader takes it. */
  unfold: (source: unknown) => unknown;
}

const asItIs = (source: unknown): unknown => source;

const tools: readonly Tool[] = [
  {
    tool: 'litellm',
    isOwn: (source) => Array.isArray(fieldsOf(source)['model_list']),
    read: readLitellm,
    unfold: asItIs,
  },
  { tool: 'cc-switch', isOwn: hasApps, read: readCcSwitch, unfold: unfoldCcSwitch },
  {
    tool: 'claude-code-mux',
    isOwn: (source) => {
      const { router, providers, models } = fieldsOf(source);
      const isTyped = listOf(providers).some((provider) => 'provider_type' in fieldsOf(provider));
      return (
        isTyped || (router !== undefined && listOf(models).some((model) => 'mappings' in fieldsOf(model)))
      );
    },
    read: readClaudeCodeMux,
    unfold: asItIs,
  },
  {
    tool: 'claude-code-router',
    isOwn: (source) => {
      const { Providers, providers, Router } = fieldsOf(source);
      return Array.isArray(Providers) || (Array.isArray(providers) && Router !== undefined);
    },
    read: readClaudeCodeRouter,
    unfold: asItIs,
  },
];

function hasApps(source: unknown): boolean {
  const fields = fieldsOf(source);
  return ['claude', 'codex', 'gemini'].some((app) => fieldsOf(fields[app])['providers'] !== undefined);
}

/** The tool whose config a parsed text is, among all or the one that was named. */
export function findTool(source: unknown, named: ImportTool | undefined): Tool | undefined {
  return tools.find(({ tool, isOwn }) => (named === undefined || tool === named) && isOwn(source));
}

import type { z } from 'zod';
import { type OperationName, operations } from '../../contract/operations.ts';
import { RequestError } from '../errors.ts';
import { readProviderBalances } from './balances.ts';
import { reportCredits } from './bills.ts';
import { getBudgets } from './budgets.ts';
import {
  applyClaudeCode,
  claudeCodeStatus,
  previewClaudeCode,
  runClaudeCode,
  undoClaudeCode,
} from './claude-code.ts';
import { rotateClient } from './clients.ts';
import { getConfig, setConfig } from './config.ts';
import type { ApiContext } from './context.ts';
import { discoverProviders } from './discover.ts';
import { checkForUpdates, getHost, openWindow, quitHost, setHost } from './host.ts';
import { addCredits, getCredits, listCredits } from './credits.ts';
import { applyImport, findImports, previewImport } from './imports.ts';
import { removeKey, setKey } from './keys.ts';
import { listLogs } from './logs.ts';
import { setPause } from './pause.ts';
import { listModels } from './models.ts';
import { listPresets } from './presets.ts';
import { testProvider, tryProvider } from './providers.ts';
import { getRequest, listRequests } from './requests.ts';
import { setRoute } from './routes.ts';
import { readStatus } from './status.ts';
import { tryRouting } from './trial.ts';
import { exportUsage, listUsage, measureLatency, summarizeUsage } from './usage.ts';

type Run = (name: string, body: unknown, context: ApiContext) => Promise<unknown>;

const table: Record<OperationName, Run> = {
  'status.get': implement(operations['status.get'], (_, context) => readStatus(context)),
  'routes.set': implement(operations['routes.set'], setRoute),
  'routes.trial': implement(operations['routes.trial'], tryRouting),
  'config.get': implement(operations['config.get'], (_, context) => getConfig(context)),
  'config.set': implement(operations['config.set'], setConfig),
  'providers.test': implement(operations['providers.test'], testProvider),
  'providers.try': implement(operations['providers.try'], tryProvider),
  'presets.list': implement(operations['presets.list'], listPresets),
  'providers.discover': implement(operations['providers.discover'], (_, context) =>
    discoverProviders(context),
  ),
  'providers.balance': implement(operations['providers.balance'], readProviderBalances),
  'keys.set': implement(operations['keys.set'], setKey),
  'keys.remove': implement(operations['keys.remove'], removeKey),
  'logs.list': implement(operations['logs.list'], listLogs),
  'requests.list': implement(operations['requests.list'], listRequests),
  'requests.get': implement(operations['requests.get'], getRequest),
  'usage.summary': implement(operations['usage.summary'], summarizeUsage),
  'usage.series': implement(operations['usage.series'], listUsage),
  'usage.latency': implement(operations['usage.latency'], measureLatency),
  'usage.export': implement(operations['usage.export'], exportUsage),
  'pause.set': implement(operations['pause.set'], setPause),
  'host.get': implement(operations['host.get'], (_, context) => getHost(context)),
  'host.set': implement(operations['host.set'], setHost),
  'host.quit': implement(operations['host.quit'], (_, context) => quitHost(context)),
  'host.checkForUpdates': implement(operations['host.checkForUpdates'], (_, context) =>
    checkForUpdates(context),
  ),
  'host.open': implement(operations['host.open'], openWindow),
  'models.list': implement(operations['models.list'], (_, context) => listModels(context)),
  'clients.rotate': implement(operations['clients.rotate'], rotateClient),
  'credits.list': implement(operations['credits.list'], (_, context) => listCredits(context)),
  'credits.get': implement(operations['credits.get'], getCredits),
  'credits.add': implement(operations['credits.add'], addCredits),
  'credits.report': implement(operations['credits.report'], reportCredits),
  'budgets.get': implement(operations['budgets.get'], (_, context) => getBudgets(context)),
  'claudeCode.status': implement(operations['claudeCode.status'], claudeCodeStatus),
  'claudeCode.preview': implement(operations['claudeCode.preview'], previewClaudeCode),
  'claudeCode.apply': implement(operations['claudeCode.apply'], applyClaudeCode),
  'claudeCode.undo': implement(operations['claudeCode.undo'], undoClaudeCode),
  'claudeCode.verify': implement(operations['claudeCode.verify'], runClaudeCode),
  'import.find': implement(operations['import.find'], (_, context) => findImports(context)),
  'import.preview': implement(operations['import.preview'], previewImport),
  'import.apply': implement(operations['import.apply'], applyImport),
};
const runs: ReadonlyMap<string, Run> = new Map(Object.entries(table));

/**
 * Runs an operation by name on a body that nobody has checked yet, and gives its answer: a value for JSON, or a
 * {@link FileAnswer}. Throws what {@link readFailure} can read.
 */
export async function runOperation(name: string, body: unknown, context: ApiContext): Promise<unknown> {
  const run = runs.get(name);
  if (!run) throw new RequestError('not-found', `there is no operation named "${name}"`);
  return run(name, body, context);
}

function implement<Input, Output>(
  contract: { input: z.ZodType<Input>; output: z.ZodType<Output> },
  run: (input: Input, context: ApiContext) => Output | Promise<Output>,
): Run {
  return async (name, body, context) => {
    const parsed = contract.input.safeParse(body);
    if (!parsed.success)
      throw new RequestError('invalid-request', `${name}: ${describeIssues(parsed.error)}`);
    return run(parsed.data, context);
  };
}

function describeIssues(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`).join('; ');
}

import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import writeFileAtomic from 'write-file-atomic';
import type {
  ClaudeCodeChange,
  ClaudeCodePreview,
  ClaudeCodeStatus,
  ClaudeCodeUndone,
  ClaudeCodeWanted,
} from '../../../contract/claude-code.ts';
import { RequestError } from '../../errors.ts';
import type { SecretStore } from '../../secrets/secret-store.ts';
import { clientAddress } from './address.ts';
import { asKept, fileId, forgetSecrets, resolveSteps, secretName } from './kept-secrets.ts';
import { maskedCopy } from './masked-copy.ts';
import { placeName, readPlace, type Settings } from './places.ts';
import { applySteps, planApply, planUndo, type Step } from './plan.ts';
import { openSetupRecord, underWay, type Entry } from './record.ts';
import { removeSettingsFile, writeSettingsFile } from './settings-file.ts';
import { readSettings } from './settings-text.ts';
import { shownValue } from './shown.ts';
import { intend, look, settingsPathOf, type Ground, type Situation, type Where } from './situation.ts';
import { readState } from './state.ts';

export interface ClaudeCodeSetupOptions extends Ground {
  dataDir: string;
  secrets: SecretStore;
}

/** The set-up of Claude Code: two ways to look, two that write. No answer holds a secret. */
export interface ClaudeCodeSetup {
  /** The settings file that is meant; throws RequestError for a path that could mean anything. */
  settingsPath(where: Where): string;
  status(where: Where): Promise<ClaudeCodeStatus>;
  preview(wanted: ClaudeCodeWanted): Promise<ClaudeCodePreview>;
  /**
   * Throws RequestError where the file cannot be changed, and KeychainUnavailableError where a secret of the user's
   * would have to go and could not be kept; then nothing has changed.
   */
  apply(wanted: ClaudeCodeWanted): Promise<Omit<ClaudeCodePreview, 'problem'>>;
  /** Throws as apply does. */
  undo(where: Where): Promise<ClaudeCodeUndone>;
}

/** Makes the set-up; nothing is read before it is asked. */
export function createClaudeCodeSetup(options: ClaudeCodeSetupOptions): ClaudeCodeSetup {
  const { dataDir, secrets } = options;
  const record = openSetupRecord(dataDir);
  let turn: Promise<unknown> = Promise.resolve();

  /** One after the other: each reads what the one before has written. */
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const running = turn.then(work);
    turn = running.catch(() => undefined);
    return running;
  };

  async function status(where: Where): Promise<ClaudeCodeStatus> {
    const situation = await look(where, options, record);
    const { file, problem, entry } = situation;
    const { wishes, warnings } = await intend(where, situation, options);
    const { address, tokens } = options.router();
    return {
      settingsPath: file.path,
      exists: file.exists,
      ...readState({ ...situation, wishes, address: clientAddress(address), tokens }),
      choices: entry?.choices ?? null,
      warnings,
      offersStatusLine: options.statusLineCommand !== undefined,
      ...(problem !== undefined && { state: 'malformed' as const, problem }),
    };
  }

  async function preview(wanted: ClaudeCodeWanted): Promise<ClaudeCodePreview> {
    const situation = await look(wanted, options, record);
    const { wishes, warnings, obstacle } = await intend(wanted, situation, options);
    const answer = { settingsPath: situation.file.path, warnings };
    if (obstacle !== undefined) return { ...answer, changes: [], problem: obstacle };
    const { steps } = planApply(wishes, situation, String);
    return { ...answer, changes: changesOf(steps, situation.settings) };
  }

  async function apply(wanted: ClaudeCodeWanted): Promise<Omit<ClaudeCodePreview, 'problem'>> {
    const situation = await look(wanted, options, record);
    const { file, settings, entry } = situation;
    const { choices, wishes, warnings, obstacle } = await intend(wanted, situation, options);
    if (obstacle !== undefined) throw new RequestError('invalid-request', obstacle);
    const plan = planApply(wishes, situation, (place) => secretName(file.path, place));
    const text = applySteps(file.text, await resolveSteps(plan.steps, secrets), false);
    const next: Entry = {
      choices,
      places: plan.places,
      madeFile: !file.exists || (entry?.madeFile ?? false),
      // An earlier Signalbox, whose record is lost, may have made the block.
      madeEnv: settings['env'] === undefined || (entry?.madeEnv ?? situation.recognised.size > 0),
      ...(entry?.madeFolder !== undefined && { madeFolder: entry.madeFolder }),
    };

    // What the way back needs is kept before anything changes.
    for (const { name, value } of plan.secrets) await secrets.set(name, asKept(value));
    if (!entry) await keepCopy(situation);
    await record.write(file.path, underWay(entry, next));
    const madeFolder = text === file.text ? undefined : await replace(situation, text);
    await record.write(file.path, madeFolder === undefined ? next : { ...next, madeFolder });
    await forgetSecrets(entry, next, secrets);
    return { settingsPath: file.path, warnings, changes: changesOf(plan.steps, settings) };
  }

  async function undo(where: Where): Promise<ClaudeCodeUndone> {
    const situation = await look(where, options, record);
    const { file, entry, malformed } = situation;
    if (malformed !== undefined) throw new RequestError('invalid-request', malformed);
    const { steps, keys } = planUndo(situation);
    const text = applySteps(file.text, await resolveSteps(steps, secrets), entry?.madeEnv ?? true);
    if (steps.length > 0) {
      if (entry?.madeFile === true && isEmptyObject(text)) await removeSettingsFile(file, entry.madeFolder);
      else await writeSettingsFile(file, text);
    }
    if (entry) await record.write(file.path, undefined);
    await forgetSecrets(entry, undefined, secrets);
    return { settingsPath: file.path, keys };
  }

  /** A file that cannot be written leaves the record as it was. */
  async function replace({ file, entry }: Situation, text: string): Promise<string | undefined> {
    try {
      return await writeSettingsFile(file, text);
    } catch (error) {
      await record.write(file.path, entry);
      throw error;
    }
  }

  async function keepCopy({ file, settings }: Situation): Promise<void> {
    if (!file.exists) return;
    const copy = join(dataDir, `claude-code-settings-${fileId(file.path)}.json`);
    await writeFileAtomic(copy, maskedCopy(file.text, settings), { mode: 0o600 });
  }

  return {
    settingsPath: (where) => settingsPathOf(where, options),
    status,
    preview,
    apply: (wanted) => inTurn(async () => apply(wanted)),
    undo: (where) => inTurn(async () => undo(where)),
  };
}

function changesOf(steps: readonly Step[], settings: Settings): ClaudeCodeChange[] {
  return steps.flatMap(({ place, to }) => {
    const before = readPlace(settings, place);
    const path = placeName(place);
    if (to.kind === 'secret')
      return [{ path, before: shownValue(place, before), after: 'what stood there before' }];
    const after = to.kind === 'value' ? to.value : undefined;
    if (isDeepStrictEqual(before, after)) return [];
    return [{ path, before: shownValue(place, before), after: shownValue(place, after) }];
  });
}

function isEmptyObject(text: string): boolean {
  const read = readSettings(text);
  return read.kind === 'sound' && Object.keys(read.settings).length === 0;
}

import { useQueryClient } from '@tanstack/react-query';
import type { Config } from '../../src-main/contract/config.ts';
import { asWritten, takeBack } from '../config-uses.ts';
import { useToast } from '../parts/toast.tsx';
import type { Toast } from '../parts/toast.tsx';
import { useConfig } from './use-config.ts';
import { useOperation } from './use-operation.ts';
import { useTexts } from './use-texts.ts';

type Edit = (config: Config) => Config;

interface Told extends Pick<Toast, 'about' | 'text' | 'onOver'> {
  /** Called once everything is back. */
  onUndone?: () => void;
}

/** Changes the config at once, and tells it with a way back. */
export interface ConfigChange {
  /** Shown before the core has answered; what it refuses is told, and shown as it was. */
  change: (edit: Edit, told: Told) => void;
  /** The same for a form, which says itself why it was refused; rejects with CoreError. */
  commit: (edit: Edit, told: Told) => Promise<void>;
  isPending: boolean;
}

/** Every change of the config on these pages, where nothing is typed that would have to be saved. */
export function useConfigChange(): ConfigChange {
  const client = useQueryClient();
  const { common } = useTexts();
  const tell = useToast();
  const { save } = useConfig();
  const defaults = useOperation('presets.list', {}).data?.defaults ?? {};

  const apply = (edit: Edit): Promise<Config> =>
    save.mutateAsync((config) => asWritten(config, edit(config), defaults));
  const complain = (about: string, error: unknown): void => {
    tell({ about, text: error instanceof Error ? error.message : String(error), tone: 'bad' });
    void client.invalidateQueries({ queryKey: ['config.get'] });
  };
  const undo = async (before: Config, after: Config, { about, onUndone }: Told): Promise<void> => {
    try {
      await apply((current) => takeBack(current, before, after));
      onUndone?.();
      tell({ about, text: common.restored });
    } catch (error) {
      complain(about, error);
    }
  };
  const commit = async (edit: Edit, told: Told): Promise<void> => {
    const before = await apply(edit);
    const { about, text, onOver } = told;
    tell({ about, text, undo: () => void undo(before, edit(before), told), ...(onOver && { onOver }) });
  };

  return {
    commit,
    change: (edit, told) => {
      client.setQueryData<Config>(['config.get', {}], (config) => config && edit(config));
      commit(edit, told).catch((error: unknown) => complain(told.about, error));
    },
    isPending: save.isPending,
  };
}

import { z } from 'zod';
import { notificationKinds } from '../contract/host.ts';

/** What the desktop remembers beside the core's config; nothing secret. */
const preferencesSchema = z.object({
  mutedNotices: z.array(z.enum(notificationKinds)).catch([]),
  updateChannel: z.enum(['latest', 'beta']).catch('latest'),
  /** Whether to ask, at quitting, if Claude Code should be put back. */
  asksBeforeQuit: z.boolean().catch(true),
  /** Whether it was said that this desktop shows no tray icons. */
  knowsOfMissingTray: z.boolean().catch(false),
});
/** What the desktop remembers. */
export type Preferences = z.infer<typeof preferencesSchema>;

/** The file that they are in; electron-store is one. */
export interface PreferenceFile {
  readonly store: object;
  set(key: string, value: unknown): void;
}

/** Reads and writes preferences; what is not valid in the file counts as not set. */
export interface PreferenceStore {
  read(): Preferences;
  /** Leaves alone what is absent or undefined. */
  set(changes: { [Name in keyof Preferences]?: Preferences[Name] | undefined }): void;
}

/** Opens the preferences in a file. */
export function openPreferences(file: PreferenceFile): PreferenceStore {
  return {
    read: () => preferencesSchema.parse(file.store),
    set(changes) {
      for (const [key, value] of Object.entries(changes)) if (value !== undefined) file.set(key, value);
    },
  };
}

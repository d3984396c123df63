import { admin } from './en/admin.ts';
import { common } from './en/common.ts';
import { credits } from './en/credits.ts';
import { dashboard } from './en/dashboard.ts';
import { popover } from './en/popover.ts';
import { requests } from './en/requests.ts';
import { settingsModels } from './en/settings-models.ts';
import { settingsProviders } from './en/settings-providers.ts';
import { settings } from './en/settings.ts';

/** Every text of the pages in English, by page; what the core says (errors, reasons) is shown as it says it. */
export const en = {
  admin,
  common,
  credits,
  dashboard,
  popover,
  requests,
  settings,
  settingsModels,
  settingsProviders,
};

/** The catalogue that every language fills, key by key. */
export type Texts = typeof en;

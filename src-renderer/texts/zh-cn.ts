import type { Texts } from './en.ts';
import { admin } from './zh-cn/admin.ts';
import { common } from './zh-cn/common.ts';
import { credits } from './zh-cn/credits.ts';
import { dashboard } from './zh-cn/dashboard.ts';
import { popover } from './zh-cn/popover.ts';
import { requests } from './zh-cn/requests.ts';
import { settingsModels } from './zh-cn/settings-models.ts';
import { settingsProviders } from './zh-cn/settings-providers.ts';
import { settings } from './zh-cn/settings.ts';

/** Every text of the pages in simplified Chinese. */
export const zhCn: Texts = {
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

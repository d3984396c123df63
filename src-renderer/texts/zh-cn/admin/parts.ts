import type { Texts } from '../../en.ts';

/** What the sections share. */
export const parts: Texts['admin']['parts'] = {
  save: '保存',
  cancel: '取消',
  takenBack: '已恢复原状',
  notANumber: '请输入数字，或留空',
  copy: { action: '复制', copied: '已复制', refused: '请选中后手动复制' },
};

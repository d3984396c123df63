import type { Texts } from '../../en.ts';

/** The import of other routers’ configs. */
export const imports: Texts['admin']['imports'] = {
  hint: '导入 claude-code-router、claude-code-mux、LiteLLM 或 CC Switch 的配置：先查看哪些会导入、哪些不会。它们的文件只会被读取。',
  found: '在本机找到的配置',
  nothingFound: '在常用位置没有找到其他路由器的配置。',
  look: '查看',
  lookAt: (what) => `查看 ${what}`,
  other: '其他文件',
  byPath: '文件路径',
  byPathHint: '位于运行 Signalbox 的机器上。',
  file: '这台电脑上的文件',
  fileHint: '读入下面的输入框，只会发送给 Signalbox。',
  byText: '文件内容',
  byTextHint: '其中的密钥会在导入时存入钥匙串。',
  report: (tool) => `来自 ${tool}`,
  summary: (carried, lost) => `${carried} 项设置会导入；${lost === 0 ? '没有遗漏' : `${lost} 项无法导入`}。`,
  apply: '导入',
  done: '已导入',
  lost: '无法导入',
  carried: '会导入',
  whole: '整体',
  keys: (names) => `密钥保存在钥匙串中，名称为：${names}`,
  config: '导入后的配置',
  applied: '已导入',
  takenBack: '配置已恢复原状',
};

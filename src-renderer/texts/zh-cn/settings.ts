import type { Texts } from '../en.ts';

/** The settings, section by section. */
export const settings: Texts['settings'] = {
  title: '设置',
  sections: { providers: '供应商', models: '模型', 'claude-code': 'Claude Code', language: '语言' },
  claudeCode: {
    steps: '用两个环境变量让 Claude Code 连接到这里，然后启动它：',
    environment: 'Claude Code 的环境变量',
    token:
      '令牌属于客户端：即启动 Signalbox 时 SIGNALBOX_TOKEN 的值，否则是它保存在钥匙串中的 client/claude-code。',
  },
  language: { label: '页面语言', system: '跟随系统', hint: '立即生效。' },
};

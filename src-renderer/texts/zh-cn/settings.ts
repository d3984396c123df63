import type { Texts } from '../en.ts';

/** The settings, section by section. */
export const settings: Texts['settings'] = {
  title: '设置',
  sections: {
    providers: '供应商',
    models: '模型',
    'claude-code': 'Claude Code',
    routes: '路由',
    clients: '客户端',
    budgets: '预算',
    logs: '日志',
    import: '导入',
    general: '通用',
    about: '关于',
  },
};

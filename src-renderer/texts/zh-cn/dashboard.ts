import type { Texts } from '../en.ts';

/** The dashboard. */
export const dashboard: Texts['dashboard'] = {
  title: '仪表盘',
  providers: '供应商',
  routes: '路由',
  lastRequests: '最近的请求',
  requestTable: '最近请求的表格',
  noRequests: '还没有请求',
  noRequestsHint: '让 Claude Code 或其他客户端连接到这里，请求会自动出现。',
  claudeCode: '设置 Claude Code',
  columns: {
    time: '时间',
    client: '客户端',
    requested: '请求的模型',
    route: '路由与原因',
    target: '目标',
    status: '状态',
    inputTokens: '输入 Token',
    outputTokens: '输出 Token',
    cost: '费用',
    firstToken: '首个 Token',
    total: '总时长',
  },
};

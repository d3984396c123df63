import type { Texts } from '../../en.ts';

/** What may be spent in a day or a month. */
export const budgets: Texts['admin']['budgets'] = {
  add: '添加预算',
  none: '没有预算',
  noneHint: '预算会在一天或一个月的花费过高时提醒您，还可以切换到更便宜的模型或停止。',
  form: '预算',
  all: { day: '每天全部花费', month: '每月全部花费' },
  of: { day: (provider) => `${provider} 每天`, month: (provider) => `${provider} 每月` },
  everything: '全部',
  periods: { day: '一天', month: '一个月' },
  fields: {
    limitUsd: '限额（美元）',
    period: '期间',
    provider: '供应商',
    atLimit: '达到限额时',
    use: '接替的模型',
  },
  hints: { limitUsd: '大于 0。', period: '按本机的日历。' },
  choices: {
    warn: { name: '提醒我', meaning: '在 80% 和达到限额时提醒；请求照常进行。' },
    use: { name: '切换到其他模型', meaning: '直到这一天或这个月结束，例如切换到本地模型。' },
    stop: { name: '停止', meaning: '拒绝请求，直到这一天或这个月结束，或提高限额。' },
  },
  atLimit: {
    warn: '达到限额时提醒',
    stop: '达到限额时停止',
    use: (model) => `达到限额时切换到 ${model}`,
  },
  spent: (spent, limit) => `${spent} / ${limit}`,
  states: { ok: '未超', warn: '即将用完', over: '已用完' },
  edit: (name) => `编辑 ${name}`,
  delete: (name) => `删除 ${name}`,
  saved: '预算已生效',
  deleted: '预算已删除',
};

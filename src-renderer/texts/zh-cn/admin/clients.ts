import type { Texts } from '../../en.ts';

/** Who may use Signalbox. */
export const clients: Texts['admin']['clients'] = {
  add: '添加客户端',
  create: '创建',
  none: '没有客户端',
  noneHint: '每个连接到这里的程序都出示自己的令牌。没有客户端，任何程序都无法连接。',
  form: '客户端',
  fields: {
    id: '标识',
    name: '名称',
    token: '令牌的位置',
    requestsPerMinute: '每分钟请求数',
    limitUsd: '限额（美元）',
    markupPercent: '加价（百分比）',
  },
  hints: {
    id: '由 a-z、0-9 和 - 组成；账本以此识别它。',
    name: '在这些页面上显示的名称。',
    token: 'keychain:名称（自动生成），或 env:名称（环境变量）。',
    requestsPerMinute: '留空表示不限。',
    limitUsd: '余额最多可以低于零多少：0 为预付，留空表示不限。',
    markupPercent: '加在请求的费用之上。',
  },
  more: '令牌保存在哪里',
  pace: (count) => `每分钟 ${count} 个请求`,
  noPace: '请求数不限',
  limit: (usd) => `限额 ${usd}`,
  noLimit: '无限额',
  markup: (percent) => `加价 ${percent}`,
  tokenAt: '令牌：',
  balance: (usd) => `余额 ${usd}`,
  states: { ok: '可以使用', warn: '即将用完', refused: '已达限额' },
  rotate: '新令牌',
  newToken: (name) => `为 ${name} 生成新令牌`,
  edit: (name) => `编辑 ${name}`,
  delete: (name) => `删除 ${name}`,
  saved: (name) => `${name} 现在可以连接`,
  deleted: (name) => `${name} 不再是客户端`,
  confirm: {
    delete: {
      title: (name) => `删除 ${name}？`,
      action: '删除',
      text: '出示其令牌的程序从此被拒绝，令牌也会删除。它的请求和交易记录保留在账本中。',
    },
    rotate: {
      title: (name) => `为 ${name} 生成新令牌？`,
      action: '生成新令牌',
      text: '出示当前令牌的程序会被拒绝，直到换上新令牌。',
    },
  },
  token: {
    label: (client) => `${client} 的令牌`,
    title: (client) => `这是 ${client} 的令牌，请立即复制。`,
    text: '它只显示这一次，之后无法再读取；可以随时生成新的。',
    done: '我已保存',
  },
};

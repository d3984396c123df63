import type { Texts } from '../en.ts';

/** The popover. */
export const popover: Texts['popover'] = {
  routing: '当前',
  routes: '路由',
  lastRequests: '最近的请求',
  providers: '供应商',
  idle: '等待第一个请求',
  idleHint: '请求一到，这里就会显示它的去向。',
  noRequests: '还没有请求',
  pause: '暂停路由',
  resume: '恢复路由',
  pausedHint: '已暂停：所有请求都走默认路由。',
  quit: '退出 Signalbox',
  claudeCode: '配置 Claude Code',
  cost: '费用',
  duration: '时长',
  balance: {
    label: '余额',
    credit: (client) => `${client} 的余额`,
    exhausted: (client) => `${client} 已达到限额`,
    provider: (id) => `${id} 的余额`,
    today: '今日花费',
    aside: (spent) => `今日 ${spent}`,
  },
  firstRun: {
    title: '欢迎。先接入一个模型。',
    text: '在此之前由内置的演示模型应答，它会说明每个请求走了哪条路由。',
    add: '添加供应商',
    addNamed: (name) => `添加 ${name}`,
    found: '正在本机运行',
    noModels: '正在本机运行，还没有模型',
    use: (model) => `使用 ${model}`,
    variable: (variable) => `已设置 ${variable}`,
    connected: (target) => `现在所有请求都发往 ${target}`,
  },
};

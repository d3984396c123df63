import type { Texts } from '../../en.ts';
import { figure } from '../figure.ts';

/** The log. */
export const logs: Texts['admin']['logs'] = {
  label: '日志行',
  level: '级别',
  andAbove: (level) => (level === 'fatal' ? 'fatal' : `${level} 及以上`),
  text: '包含',
  pause: '暂停',
  resume: (waiting) => (waiting === 0 ? '继续' : `继续（${figure(waiting)} 条新日志）`),
  copy: (count) => `复制 ${figure(count)} 行`,
  none: '没有日志',
  noneHint: '从现在起发生的事情会自动显示在这里。',
  logging: {
    title: '记录什么',
    level: '日志级别',
    levelHint: '立即生效。任何级别都会隐藏密钥，也不会写入对话内容。',
    levelSet: (level) => `日志级别现在是 ${level}`,
    bodies: '保存客户端发送和收到的内容',
    bodiesHint:
      '您工作中的提示词、代码和回答，保存在数据文件夹的文件中：最近 500 个请求，每个最多 2 MB，密钥已隐藏。它们不会离开这台机器。除非在排查问题，否则请保持关闭。',
    bodiesOn: '从现在起保存内容',
    bodiesOff: '不再保存内容',
  },
};

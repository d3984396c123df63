import type { Texts } from '../../en.ts';

/** What is nowhere else. */
export const general: Texts['admin']['general'] = {
  language: { title: '语言', label: '页面语言', system: '跟随系统', hint: '立即生效。' },
  desktop: {
    title: '桌面',
    startAtLogin: '登录时启动',
    notifications: '通知',
    kinds: {
      budget: '预算即将用完或已用完',
      credits: '客户端接近或达到限额',
      ledger: '账本曾经损坏',
      'key-refused': '供应商拒绝了密钥',
      'breaker-open': '供应商多次失败后暂停使用',
      'breaker-closed': '供应商恢复应答',
      update: '更新已就绪',
    },
    updatesElsewhere: '此版本不会自动更新：请按安装时的方式更新。',
    channel: '更新',
    channelHint: '提供哪些版本。',
    channels: { latest: '正式版本', beta: '也包括测试版本' },
    check: '检查更新',
    updateStates: {
      off: '只有安装版才会检查更新',
      idle: '尚未检查',
      checking: '正在检查',
      current: '已是最新版本',
      downloading: '正在下载',
      ready: '下次启动时生效：',
      failed: '检查失败',
    },
  },
  server: {
    title: '服务器',
    host: '主机',
    hostHint: '只有本机的程序可以连接。',
    openHint: '其他机器也可以连接：请保持要求令牌，不要在不信任的网络中这样做。',
    port: '端口',
    portHint: '0 表示使用任一空闲端口。',
    restart: '下次启动时生效。届时客户端需要新的地址。',
    saved: '已保存，下次启动时生效',
    token: '客户端必须出示令牌',
    tokenHint: '否则任何能访问此地址的程序都可以使用您的密钥。',
    tokenOn: '现在要求令牌',
    tokenOff: '现在不要求令牌',
  },
  history: {
    title: '历史与价格',
    retention: '请求保留的天数',
    retentionHint: '留空表示永久保留。更早的记录会删除，当天的合计会保留。',
    saved: '从现在起生效',
    prices: '每天更新价格表',
    pricesHint: '每天向价格表的来源查询一次；不会发送您的任何信息。',
    pricesOn: '现在每天更新价格',
    pricesOff: '使用此版本自带的价格',
  },
};

/** Which Signalbox this is. */
export const about: Texts['admin']['about'] = {
  version: '版本',
  address: '地址',
  dataDir: '数据文件夹',
  keeps: '数据文件夹中有 config.json、usage.db 和日志。密钥和令牌保存在系统的钥匙串中，从不写入文件。',
  licence: 'Signalbox 是 MIT 许可证下的自由软件；其中的库保留各自的许可证。',
  docs: '指南位于项目的 docs 文件夹：供应商、路由、价格、客户端、迁移，以及 config.json 和所有操作的参考。',
};

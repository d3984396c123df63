import type { Texts } from '../../en.ts';

/** Claude Code’s set-up, and how other programs come here. */
export const claudeCode: Texts['admin']['claudeCode'] = {
  states: {
    'not-set': {
      word: '尚未设置',
      meaning: 'Claude Code 还没有连接到这里。请在下面选择，查看将要更改的内容，然后应用。',
    },
    set: { word: '已设置', meaning: '每个终端里的 claude 都会连接到这里。' },
    'set-elsewhere': { word: '指向别处', meaning: 'Claude Code 被指向了另一个地址。' },
    changed: { word: '已有变动', meaning: '曾经设置过，但有些内容已不符合要求。再次应用即可修复。' },
    malformed: {
      word: '无法读取',
      meaning: '设置文件不是有效的 JSON，因此不会写入任何内容。请手动修复；Claude Code 也无法读取它。',
    },
  },
  noFile: '尚不存在',
  leadsTo: (address) => `它指向 ${address}`,
  warnings: '需要留意',
  modes: {
    token: {
      name: '只用 Signalbox',
      meaning: 'Claude Code 不需要账号：它出示 Signalbox 的令牌，所有供应商都使用您自己的密钥。',
    },
    login: {
      name: '保留我的 Claude 登录',
      meaning:
        'Claude Code 保持登录：它的凭据原样转发给没有密钥的 Anthropic 供应商，不会发给其他任何供应商。',
    },
  },
  place: {
    title: '使用其他设置文件',
    label: '设置文件',
    hint: '完整路径，或以 ~/ 开头；留空则使用默认文件。',
    use: '使用此文件',
  },
  choices: {
    title: '如何设置',
    mode: '凭据',
    statusLine: '状态栏',
    statusLineHint: '在 Claude Code 输入框下方显示上一个请求走了哪条路由，以及今日花费。',
    more: '模型名称与上下文长度',
    aliasesHint: '/model haiku 等名称代表的模型。按名称请求的模型会绕过路由，若不需要请保持未设置。',
    alias: (name) => `/model ${name}`,
    context: '上下文长度（Token）',
    contextHint: 'Claude Code 压缩对话前所依据的长度；留空则由它自行决定。至少 1,000。',
  },
  changes: {
    title: '将要更改的内容',
    none: '没有：设置已符合要求。',
    noneYet: '没有需要更改的内容。',
    others: '只更改这些键，文件中的其他内容保持不变。密钥在此处已隐藏。',
    before: '之前',
    after: '之后',
  },
  apply: '应用',
  applied: 'Claude Code 现在连接到这里',
  undo: '撤销设置',
  undone: {
    title: '已逐项撤销：',
    nothing: '没有可撤销的内容。',
    restored: '已恢复',
    removed: '已移除',
    left: '保留：您之后修改过',
  },
  check: {
    title: '检查',
    hint: '在空文件夹中运行一次您的 claude，并等待这一个请求到达。费用为一次简短的回答。',
    action: '运行一次 Claude Code',
    running: '等待请求',
    arrived: '请求已到达并得到应答',
    failed: '还不能正常工作',
    output: 'Claude Code 的输出',
    more: '使用其他 claude',
    command: '程序',
    commandHint: '如果不是 PATH 中的 claude，请填写可执行文件的路径。',
  },
  byHand: {
    title: '仅用于一个终端（手动）',
    steps: '用两个环境变量让 Claude Code 连接到这里，然后启动它：',
    environment: 'Claude Code 的环境变量',
    token:
      '令牌属于客户端：即启动 Signalbox 时 SIGNALBOX_TOKEN 的值，否则是它保存在钥匙串中的 client/claude-code。',
    clients: '生成令牌',
  },
  others: {
    title: '其他程序',
    hint: '任何使用 OpenAI 或 Anthropic 协议的程序，都可以用这个地址和自己的令牌连接到这里。',
    clients: '创建带令牌的客户端',
    baseUrl: '基础地址',
    cursor: {
      tunnel: 'Cursor 从自己的服务器发出请求，因此需要一条保留本地主机名的隧道；知道地址的人仍然需要令牌：',
      command: '隧道',
      enter:
        '在 Settings → Models → API Keys 中，将令牌填入 OpenAI API Key，打开 Override OpenAI Base URL，并填入以 /v1 结尾的隧道地址。',
      model: '添加自定义模型，名称用您自己的名称（如 smart）或 供应商/模型。',
    },
    vscode: {
      add: '运行 “Chat: Manage Language Models”，选择 Add Models → Custom Endpoint，将令牌作为 API key，类型选择 Chat Completions。',
      models: '在打开的文件中添加想要使用的模型，id 为您自己的名称：',
    },
    codex: {
      file: '将以下内容写入 ~/.codex/config.toml；model 为您自己的名称或 供应商/模型：',
      start: '提供令牌并启动：',
      command: '启动 Codex',
    },
  },
};

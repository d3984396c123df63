/** A tool that Anthropic defines and the client runs: what a model of another vendor must be told about it. */
export interface ClientTool {
  /** How the tool's versioned type begins. */
  prefix: string;
  description: string;
  properties: Readonly<Record<string, unknown>>;
  required: readonly string[];
}

const text = (description: string) => ({ type: 'string', description });
const line = (description: string) => ({ type: 'integer', description });
const viewRange = {
  type: 'array',
  items: { type: 'integer' },
  description: 'First and last line to view; -1 as the last is the end.',
};

/** The commands that every file tool has, from the first version of the editor on. */
const fileProperties = (commands: readonly string[]) => ({
  command: { type: 'string', enum: commands },
  path: text('Absolute path of the file or directory.'),
  file_text: text('For create: the content of the file.'),
  old_str: text('For str_replace: the text to replace, which must occur exactly once.'),
  new_str: text('For str_replace: the text to put in its place.'),
  insert_line: line('For insert: the line after which the text goes; 0 is the beginning.'),
  view_range: viewRange,
});

/** Source: the tools' pages under https://platform.claude.com/docs/en/agents-and-tools/tool-use */
export const clientTools: readonly ClientTool[] = [
  {
    prefix: 'bash_',
    description: 'Runs a command in a bash session that keeps its state between calls.',
    properties: {
      command: text('The command to run.'),
      restart: { type: 'boolean', description: 'True restarts the session instead.' },
    },
    required: [],
  },
  {
    prefix: 'text_editor_20250124',
    description: 'Views, creates and edits files.',
    properties: fileProperties(['view', 'create', 'str_replace', 'insert', 'undo_edit']),
    required: ['command', 'path'],
  },
  {
    prefix: 'text_editor_',
    description: 'Views, creates and edits files.',
    properties: {
      ...fileProperties(['view', 'create', 'str_replace', 'insert']),
      insert_text: text('For insert: the text to insert.'),
    },
    required: ['command', 'path'],
  },
  {
    prefix: 'memory_',
    description:
      'Keeps notes between conversations as files below /memories. Look there before a task, and note what will be needed later.',
    properties: {
      ...fileProperties(['view', 'create', 'str_replace', 'insert', 'delete', 'rename']),
      insert_text: text('For insert: the text to insert.'),
      old_path: text('For rename: the present path.'),
      new_path: text('For rename: the new path.'),
    },
    required: ['command'],
  },
];

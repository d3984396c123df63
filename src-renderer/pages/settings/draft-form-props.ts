import type { FieldProblems } from '../../field-problems.ts';

/** What a form gets that adds or changes one entry of a list in the config. */
export interface DraftFormProps<Draft> {
  draft: Draft;
  problems: FieldProblems;
  /** Where the entry will stand in the config, as messages name it. */
  path: string;
  isBusy: boolean;
  onChange: (draft: Draft) => void;
  onSave: () => void;
  onCancel: () => void;
}

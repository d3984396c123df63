/** What the sections share. */
export const parts = {
  save: 'Save',
  cancel: 'Cancel',
  takenBack: 'Back as it was',
  notANumber: 'Enter a number, or leave it empty',
  copy: { action: 'Copy', copied: 'Copied', refused: 'Select it and copy it by hand' },
};

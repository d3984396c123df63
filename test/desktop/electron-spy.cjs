// Loaded into the app's main process before the app itself, so that its tray, which Electron tells nobody of, can be
// found by the test. Nothing of what the app does is changed, but that nobody is there to press a dialog's button.
const { Menu, Tray, dialog } = require('electron');

const seen = { trays: [], templates: [] };
globalThis.signalboxSeen = seen;

/** Calls `look` before each call of a method. */
function watch(owner, method, look) {
  const original = owner[method];
  owner[method] = function watched(...values) {
    look(this, ...values);
    return original.apply(this, values);
  };
}

watch(Tray.prototype, 'setToolTip', (tray, toolTip) => {
  if (!seen.trays.includes(tray)) seen.trays.push(tray);
  tray.signalboxToolTip = toolTip;
});
watch(Menu, 'buildFromTemplate', (_menu, template) => seen.templates.push(template));
dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false });
dialog.showErrorBox = () => {};

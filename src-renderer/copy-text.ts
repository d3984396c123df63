/** Puts a text on the clipboard, upon a click; also where a page may not use the clipboard otherwise, as over plain HTTP. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copySelected(text);
  }
}

/** A selection is copied upon a click without any permission. */
function copySelected(text: string): void {
  const field = document.createElement('textarea');
  field.value = text;
  // Within an open dialog: outside of it nothing can be selected.
  const place = document.querySelector('dialog[open]') ?? document.body;
  const focused = document.activeElement;
  place.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
}

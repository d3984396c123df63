import { parse as parseToml } from 'smol-toml';
import { fieldsOf } from './values.ts';

/** Writes the config of cc-switch as lists, and takes the TOML apart that it keeps as text for Codex. */
export function unfoldCcSwitch(source: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fieldsOf(source)).map(([name, value]) => {
      const section = fieldsOf(value);
      if (Object.keys(fieldsOf(section['providers'])).length === 0) return [name, value];
      const providers = Object.entries(fieldsOf(section['providers'])).map(([id, provider]) =>
        withConfig({ id, ...fieldsOf(provider) }),
      );
      return [name, { ...section, providers }];
    }),
  );
}

function withConfig(provider: Record<string, unknown>): Record<string, unknown> {
  const settings = fieldsOf(provider['settingsConfig']);
  if (typeof settings['config'] !== 'string') return provider;
  try {
    return { ...provider, settingsConfig: { ...settings, config: parseToml(settings['config']) } };
  } catch {
    // It stays a text, which the account then says was lost.
    return provider;
  }
}

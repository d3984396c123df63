import type { ModelInfo, ModelPrice } from '@pydantic/genai-prices';

/** What Anthropic charges for a thousand searches, whichever model asks for them. */
const web_searches_kcount = 10;

/**
 * Models that are newer than the price list that ships with us, by vendor and in the list's own form; what the list
 * knows comes before. Source: https://platform.claude.com/docs/en/about-claude/pricing (2026-11); writing to the cache
 * costs 1.25 times the input for five minutes and twice for an hour.
 */
export const recentModels: Readonly<Record<string, readonly ModelInfo[]>> = {
  anthropic: [
    claude('claude-sonnet-5-5', {
      input_mtok: 2,
      output_mtok: 10,
      cache_read_mtok: 0.1,
      cache_write_mtok: 2.5,
      cache_write_1h_mtok: 4,
      web_searches_kcount,
    }),
    claude('claude-fable-5-2', {
      input_mtok: 8,
      output_mtok: 40,
      cache_read_mtok: 0.2,
      cache_write_mtok: 10,
      cache_write_1h_mtok: 16,
      web_searches_kcount,
    }),
    claude('claude-haiku-5-5', {
      input_mtok: above100k(0.1, 0.5),
      output_mtok: above100k(0.5, 2.5),
      cache_read_mtok: above100k(0.01, 0.05),
      cache_write_mtok: above100k(0.125, 0.625),
      cache_write_1h_mtok: above100k(0.2, 1),
      web_searches_kcount,
    }),
  ],
};

function claude(id: string, prices: ModelPrice): ModelInfo {
  return { id, match: { or: [{ equals: id }, { regex: `^${id}-\\d{8}$` }] }, prices };
}

function above100k(base: number, price: number): { base: number; tiers: { start: number; price: number }[] } {
  return { base, tiers: [{ start: 100_000, price }] };
}

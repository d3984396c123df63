import { recordOf } from '../wire/open-fields.ts';

/** Where and how a provider tells a balance. */
export interface BalanceSource {
  /** The form of its answer. */
  kind: 'openrouter' | 'deepseek' | 'moonshot' | 'vercel';
  /** Below the base URL; `/..` at its beginning goes up from there. */
  path: string;
  /** What its answers do not name: US dollars where absent. */
  currency?: 'USD' | 'CNY';
}

/** A sum of money as the provider told it. */
interface Balance {
  /** As in ISO 4217. */
  currency: string;
  /** A decimal number, digit for digit as it was told. */
  amount: string;
  /** All that can be spent, the given and the paid part of it, what is left of the key's own limit, or what was spent. */
  kind: 'available' | 'granted' | 'paid' | 'key-limit' | 'spent';
}

const readers: Readonly<Record<BalanceSource['kind'], (answer: unknown, currency: string) => Balance[]>> = {
  openrouter: readOpenRouter,
  deepseek: readDeepSeek,
  moonshot: readMoonshot,
  vercel: readVercel,
};

/** Reads what a provider answered about its balance; empty where the answer tells none. */
export function readBalances({ kind, currency = 'USD' }: BalanceSource, answer: unknown): Balance[] {
  return readers[kind](answer, currency);
}

/** https://openrouter.ai/docs/api-reference/limits: `limit` is null for a key without one. */
function readOpenRouter(answer: unknown, currency: string): Balance[] {
  const { limit_remaining, usage } = recordOf(recordOf(answer)['data']);
  return [...sum(currency, 'key-limit', limit_remaining), ...sum(currency, 'spent', usage)];
}

/** https://api-docs.deepseek.com/api/get-user-balance: one entry for each currency, amounts as text. */
function readDeepSeek(answer: unknown): Balance[] {
  const { balance_infos: infos } = recordOf(answer);
  if (!Array.isArray(infos)) return [];
  return infos
    .map(recordOf)
    .flatMap(({ currency, total_balance, granted_balance, topped_up_balance }) =>
      typeof currency === 'string'
        ? [
            ...sum(currency, 'available', total_balance),
            ...sum(currency, 'granted', granted_balance),
            ...sum(currency, 'paid', topped_up_balance),
          ]
        : [],
    );
}

/** https://vercel.com/docs/ai-gateway/usage: amounts as text, in dollars. */
function readVercel(answer: unknown, currency: string): Balance[] {
  const { balance, total_used } = recordOf(answer);
  return [...sum(currency, 'available', balance), ...sum(currency, 'spent', total_used)];
}

/** https://platform.moonshot.cn/docs/api/balance: numbers, in the currency of the site. */
function readMoonshot(answer: unknown, currency: string): Balance[] {
  const { available_balance, voucher_balance, cash_balance } = recordOf(recordOf(answer)['data']);
  return [
    ...sum(currency, 'available', available_balance),
    ...sum(currency, 'granted', voucher_balance),
    ...sum(currency, 'paid', cash_balance),
  ];
}

function sum(currency: string, kind: Balance['kind'], value: unknown): Balance[] {
  const amount = decimalOf(value);
  return amount === undefined ? [] : [{ currency, amount, kind }];
}

/** Numbers too small for plain digits are written out; nothing is rounded that the provider told. */
function decimalOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  if (/^-?\d+(\.\d+)?$/.test(text)) return text;
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  return value.toFixed(20).replace(/\.?0+$/, '');
}

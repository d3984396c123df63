import { once } from '../../once.ts';

const figures = once(() => new Intl.NumberFormat('zh-CN'));

/** Writes a whole number with its separators. */
export const figure = (count: number): string => figures().format(count);

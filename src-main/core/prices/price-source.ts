/** Where the prices of a provider's models stand. */
export type PriceSource =
  /** Nothing is paid where the provider is near: its models run on a machine of the user's own. */
  | { kind: 'free' }
  /** In the price list, under a vendor's name there; `onlyGlobal`: other locations cost more than it says. */
  | { kind: 'list'; vendor: string; onlyGlobal?: true }
  /** Nowhere: it is paid by subscription, in another currency, or in a way that no list tells. */
  | { kind: 'unknown' };

/** Where a provider tells what an answer cost, in US dollars. */
export interface ToldCostSource {
  /** A header of whole answers, beside `usage.cost`; 0 in it stands for a cost that the provider does not know. */
  header?: string;
}

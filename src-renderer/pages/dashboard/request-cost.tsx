import type { RequestDetail } from '../../../src-main/contract/requests.ts';
import { unknownValue } from '../../format.ts';
import { useFormat, useTexts } from '../../hooks/use-texts.ts';
import { Money } from '../../parts/values.tsx';

/** Tokens by kind, each with its price, and what they cost in all. */
export function RequestCost({ request }: { request: RequestDetail }) {
  const { one } = useTexts().requests;
  const format = useFormat();
  const { price } = request;
  const lines = [
    { name: one.input, count: request.inputTokens, perMillion: price?.input },
    { name: one.cacheRead, count: request.cacheReadTokens, perMillion: price?.cacheRead },
    { name: one.cacheWrite, count: request.cacheWriteTokens, perMillion: price?.cacheWrite },
    {
      name: one.cacheWrite1h,
      count: request.cacheWrite1hTokens,
      perMillion: price?.cacheWrite1h,
      isPart: true,
    },
    { name: one.output, count: request.outputTokens, perMillion: price?.output },
    { name: one.thinking, count: request.thinkingTokens, perMillion: undefined, isPart: true },
  ];
  return (
    <>
      <table className="request-sheet-cost">
        <thead>
          <tr>
            <th scope="col">{one.tokens}</th>
            <th scope="col" className="figure">
              {one.count}
            </th>
            <th scope="col" className="figure">
              {one.price}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines
            .filter(({ isPart, count }) => !isPart || count)
            .map(({ name, count, perMillion, isPart }) => (
              <tr key={name} data-part={isPart}>
                <th scope="row">{name}</th>
                <td className="figure">{format.count(count)}</td>
                <td className="figure">
                  {perMillion === undefined
                    ? ''
                    : perMillion === null
                      ? unknownValue
                      : format.exactMoney(perMillion)}
                </td>
              </tr>
            ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{one.cost}</th>
            <td className="figure" colSpan={2}>
              {request.costUsd === null ? <Money usd={null} /> : format.exactMoney(request.costUsd)}
            </td>
          </tr>
        </tfoot>
      </table>
      {price ? (
        <p className="quiet">
          {one.priceFrom}: {one.sources[price.source] ?? one.listSource(price.source)}
        </p>
      ) : (
        request.inputTokens !== null && <p className="quiet">{one.noPrice}</p>
      )}
    </>
  );
}

import { expect, test } from 'vitest';
import type { Block } from '../../../../src-main/core/wire/anthropic/messages.ts';
import { image, messagesOf, pdf, pixel, text, user, write } from './write-request-parts.ts';

const written = (blocks: Block[], quirks = {}) => {
  const request = write({ messages: [user(blocks)] }, quirks);
  return { content: messagesOf(request)[0]?.content, losses: request.losses };
};

test('an image of base64 data becomes a data URL', () => {
  expect(written([text('look'), image()])).toEqual({
    content: [
      { type: 'text', text: 'look' },
      { type: 'image_url', image_url: { url: `data:image/png;base64,${pixel}` } },
    ],
    losses: [],
  });
});

test('an image at an address keeps its address', () => {
  const { content } = written([{ type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } }]);
  expect(content).toEqual([{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }]);
});

test('an image that is only an id of Anthropic is named in its place and among the losses', () => {
  const { content, losses } = written([{ type: 'image', source: { type: 'file', file_id: 'file_1' } }]);
  expect(content).toBe('[Signalbox left out an image: it is stored at Anthropic and known by its id only.]');
  expect(losses).toEqual(['an image was left out: it is stored at Anthropic and known by its id only']);
});

test('a PDF becomes a file part where the target takes files', () => {
  const { content } = written([pdf()], { files: 'data' });
  expect(content).toEqual([
    {
      type: 'file',
      file: { filename: 'document.pdf', file_data: 'data:application/pdf;base64,JVBERi0xLjQK' },
    },
  ]);
});

test('a PDF is named in its place where the target takes no files', () => {
  const { content, losses } = written([pdf('plan.pdf')]);
  expect(content).toBe(
    '[Document: plan.pdf]\n\n[Signalbox left out the file "plan.pdf": this provider takes no files.]',
  );
  expect(losses).toEqual(['a file was left out: this provider takes no files']);
});

test('a PDF at an address is sent only where the target fetches it', () => {
  const remote: Block = { type: 'document', source: { type: 'url', url: 'https://example.com/a.pdf' } };
  expect(written([remote], { files: 'data-or-url' }).content).toEqual([
    { type: 'file', file: { filename: 'document.pdf', file_data: 'https://example.com/a.pdf' } },
  ]);
  expect(written([remote], { files: 'data' }).losses).toEqual([
    'a file was left out: this provider takes no addresses of files',
  ]);
});

test('a document of text is its text, under its title and context', () => {
  const document: Block = {
    type: 'document',
    title: 'Notes',
    context: 'From last week',
    source: { type: 'text', media_type: 'text/plain', data: 'Buy milk' },
  };
  expect(written([document])).toEqual({
    content: '[Document: Notes]\nFrom last week\n\nBuy milk',
    losses: [],
  });
});

test('a document of blocks keeps its images', () => {
  const { content } = written([
    { type: 'document', source: { type: 'content', content: [text('page 1'), image()] } },
  ]);
  expect(content).toEqual([
    { type: 'text', text: 'page 1' },
    { type: 'image_url', image_url: { url: `data:image/png;base64,${pixel}` } },
  ]);
});

test('a search result is its text under its title and source', () => {
  const found: Block = {
    type: 'search_result',
    title: 'Rain',
    source: 'https://example.com',
    content: [text('It will rain.')],
  };
  expect(written([found])).toEqual({
    content: '[Search result: Rain (https://example.com)]\n\nIt will rain.',
    losses: [],
  });
});

test('a file for a container is named as a loss', () => {
  expect(written([{ type: 'container_upload', file_id: 'file_1' }]).losses).toEqual([
    'a file for a container was left out: containers are run by Anthropic only',
  ]);
});

test('blocks that are not even objects do no harm', () => {
  const odd: Block[] = JSON.parse(
    '[null, 3, "x", {"no":"type"}, {"type":"text"}, {"type":"image"}, {"type":"text","text":"a"}]',
  );
  expect(written(odd).content).toContain('a');
});

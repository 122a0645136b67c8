import { PROGRAM } from '@/lib/generation/version';
import type { Schema } from './field-schema';
import { OPERATIONS, type Operation } from './operations';

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ESCAPED[sign]!);

/** The browser's own colours and letters: this page stands alone, also where there are no others. */
const STYLE = `
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
  body { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
  h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
  details, .plain { border-top: 1px solid color-mix(in srgb, CanvasText 15%, Canvas); padding: .75rem 0; }
  a { color: inherit; }
  summary { cursor: pointer; }
  code { font: 13px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
  .method { display: inline-block; min-width: 3.25rem; font-weight: 600; }
  .what { display: block; margin-left: 3.5rem; opacity: .8; }
  .scroll { overflow-x: auto; margin: .75rem 0 0 3.5rem; }
  table { border-collapse: collapse; }
  th, td { text-align: left; padding: .25rem 1.5rem .25rem 0; vertical-align: top; }
  th { font-weight: 600; }
  td code { white-space: nowrap; }
  @media (max-width: 40rem) {
    .scroll { margin-left: 0; }
    th, td { padding-right: .75rem; }
    td code { white-space: normal; }
  }
`;

const typeOf = ({ type, items }: Schema) =>
  [type ?? 'any']
    .flat()
    .map((each) => (each === 'array' && items?.type ? `array of ${items.type}` : each))
    .join(' or ');

function rows(fields: Record<string, Schema>, mandatory: readonly string[]): string {
  return Object.entries(fields)
    .map(([name, schema]) => {
      const usual = mandatory.includes(name) ? 'must be sent' : JSON.stringify(schema.default ?? null);
      return `<tr><td><code>${escaped(name)}</code></td><td>${typeOf(schema)}</td><td><code>${escaped(usual)}</code></td></tr>`;
    })
    .join('');
}

function section(key: string, { summary, body, query = {} }: Operation): string {
  const [method = '', path = ''] = key.split(' ');
  const title = `<span class="method">${method}</span><code>${path}</code><span class="what">${escaped(summary)}</span>`;
  const fields = { ...query, ...body?.properties };
  if (Object.keys(fields).length === 0) return `<div class="plain">${title}</div>`;
  const table = `<table><thead><tr><th>Field</th><th>Type</th><th>When left out</th></tr></thead><tbody>${rows(fields, body?.required ?? [])}</tbody></table>`;
  return `<details><summary>${title}</summary><div class="scroll" tabindex="0" role="region" aria-label="Fields of ${path}">${table}</div></details>`;
}

/** The API for people to read: one page of HTML, made from the same table as the OpenAPI document. */
export function docsPage(): string {
  const sections = Object.entries(OPERATIONS).map(([key, operation]) => section(key, operation));
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<title>API · ${PROGRAM}</title><style>${STYLE}</style></head><body><main><h1>The API of ${PROGRAM}</h1>
<p>Send a token of your account page as <code>Authorization: Bearer …</code>, or your name and password (Basic). For programs: <a href="openapi.json">openapi.json</a></p>
${sections.join('\n')}</main></body></html>`;
}

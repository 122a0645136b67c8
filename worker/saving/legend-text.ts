import sharp from 'sharp';
import type { LegendLine } from '@/lib/generation/series/series';

/** Characters of a line that are drawn. */
const LONGEST = 300;
const ACTIVE = '#000000';
const OFF = '#999999';

const escaped = (text: string) =>
  text
    // Control characters are no text to the markup's reader.
    .replace(/\p{Cc}+/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

function markup({ text, isOff }: LegendLine): string {
  const characters = [...text];
  const shown = characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : text;
  return isOff
    ? `<span foreground="${OFF}" strikethrough="true">${escaped(shown)}</span>`
    : `<span foreground="${ACTIVE}">${escaped(shown)}</span>`;
}

/** A legend as a picture. */
export interface LegendPicture {
  png: Buffer;
  width: number;
  height: number;
}

/**
 * Lines of a legend one below the other, wrapped and centred, in whatever fonts the machine has for their letters; null
 * when there is nothing to say.
 * @param width in pixels; words that are longer are broken
 * @param fontSize in pixels
 */
export async function drawLegend(
  lines: readonly LegendLine[],
  { width, fontSize }: { width: number; fontSize: number },
): Promise<LegendPicture | null> {
  const said = lines.filter(({ text }) => text.trim() !== '');
  if (said.length === 0) return null;
  const { data, info } = await sharp({
    text: {
      text: said.map(markup).join('\n'),
      font: `sans-serif ${fontSize}`,
      // A point is a pixel.
      dpi: 72,
      width,
      align: 'centre',
      wrap: 'word-char',
      rgba: true,
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true });
  return { png: data, width: info.width, height: info.height };
}

import { expect, type Locator, type Page } from '@playwright/test';
import sharp from 'sharp';

/** The Img2img page as a person sees it. Places on the picture are shares of its sides. */
export class CanvasPage {
  readonly paper: Locator;

  constructor(readonly page: Page) {
    this.paper = page.getByRole('application');
  }

  async open(mode: string): Promise<void> {
    await this.page.goto('/img2img');
    await this.page.getByRole('tab', { name: mode, exact: true }).click();
  }

  async choose(name: string, buffer: Buffer, at = 0): Promise<void> {
    const input = this.page.getByRole('tabpanel').locator('input[type=file]').nth(at);
    await input.setInputFiles({ name, mimeType: 'image/png', buffer });
  }

  /** Where the frame lies on the screen. */
  async frame(): Promise<{ x: number; y: number; width: number; height: number }> {
    await expect(this.paper.locator('canvas').first()).toBeVisible();
    return (await this.paper.locator('[data-frame]').boundingBox())!;
  }

  /** Draws through places, as a mouse does. */
  async draw(places: readonly (readonly [x: number, y: number])[]): Promise<void> {
    const { x, y, width, height } = await this.frame();
    const at = ([px, py]: readonly [number, number]) => [x + px * width, y + py * height] as const;
    await this.page.mouse.move(...at(places[0]!));
    await this.page.mouse.down();
    for (const place of places) await this.page.mouse.move(...at(place), { steps: 4 });
    await this.page.mouse.up();
  }

  /** What the newest picture of the history has, as RGB. */
  async result(): Promise<{ data: Buffer; width: number; height: number }> {
    const image = this.page.getByRole('region', { name: 'History' }).getByRole('img').first();
    const url = (await image.getAttribute('src'))!;
    const id = /pictures\/([^/]+)\//.exec(url)![1]!;
    const answer = await this.page.request.get(`/api/pictures/${id}/file`);
    const { data, info } = await sharp(await answer.body())
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  }
}

/** A picture whose every place tells where it is. */
export function gradient(width: number, height: number): Promise<Buffer> {
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      data[at] = (x * 255) / width;
      data[at + 1] = (y * 255) / height;
      data[at + 2] = 120;
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

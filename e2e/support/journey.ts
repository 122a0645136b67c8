import { test as base, type ConsoleMessage, expect, type Page } from '@playwright/test';
import { ADMIN, type Product, startProduct } from './product';
import { Studio } from './studio';

export interface Person {
  name: string;
  password: string;
}

interface JourneyFixtures {
  /** Tells the watch on the console that a message of this kind is part of the journey. */
  expectConsole: (message: RegExp) => void;
  /** A new member of the installation. */
  person: Person;
  /** The studio, signed in as `person`. */
  studio: Studio;
}

let people = 0;

export async function addPerson(product: Product): Promise<Person> {
  const person = { name: `person${++people}`, password: `password of ${people}` };
  await product.atelier(['user', 'add', person.name, '--password-stdin'], person.password);
  return person;
}

/** A journey through the real product in a real browser. It fails on errors in the console it did not announce. */
export const test = base.extend<JourneyFixtures, { product: Product }>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameters
    async ({}, use) => {
      const product = await startProduct({ adminPassword: ADMIN.password });
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 150_000 },
  ],
  baseURL: async ({ product }, use) => use(product.url),
  expectConsole: [
    async ({ context }, use) => {
      const expected: RegExp[] = [];
      const noise: string[] = [];
      const watch = (page: Page) => {
        page.on('console', (message: ConsoleMessage) => {
          if (['error', 'warning'].includes(message.type()))
            noise.push(`${message.text()} ${message.location().url}`);
        });
        page.on('pageerror', (error) => noise.push(error.stack ?? error.message));
      };
      context.on('page', watch);
      await use((message) => void expected.push(message));
      expect(
        noise.filter((text) => !expected.some((message) => message.test(text))),
        'unexpected console output',
      ).toEqual([]);
    },
    { auto: true },
  ],
  person: async ({ product }, use) => use(await addPerson(product)),
  studio: async ({ page, person }, use) => {
    const studio = new Studio(page);
    await studio.signIn(person);
    await use(studio);
  },
});

export { expect };

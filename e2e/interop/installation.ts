import type { TestProject } from 'vitest/node';
import { ADMIN, startProduct } from '../support/product';

/** Where the product runs and who calls it. */
export interface Installation {
  url: string;
  name: string;
  password: string;
  token: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    installation: Installation;
  }
}

const ANN = { name: 'ann', password: 'a good password' };

/** The built product in an empty data directory, with a person who has a token. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const product = await startProduct({ adminPassword: ADMIN.password });
  await product.atelier(['user', 'add', ANN.name, '--password-stdin'], ANN.password);
  const token = (await product.atelier(['token', 'create', '--user', ANN.name])).trim();
  project.provide('installation', { ...ANN, url: product.url, token });
  return product.stop;
}

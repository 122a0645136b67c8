import { measureEngine } from './measure-engine';
import { measureProduct } from './measure-product';
import { measureUpload } from './measure-upload';
import { describeMachine, table } from './table';

const measures = [...(await measureEngine()), ...(await measureProduct()), ...(await measureUpload())];
process.stdout.write(`${describeMachine()}\n\n${table(measures)}\n`);
process.exitCode = measures.some(({ value, bar }) => bar !== undefined && value > bar) ? 1 : 0;

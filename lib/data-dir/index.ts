export { insideCheckpointDir, insideDataDir, relativeToDataDir } from './inside';
export {
  cacheDir,
  checkpointDir,
  databaseDir,
  dataDir,
  logDir,
  type OutputKind,
  outputDir,
  stagingDir,
  transientDir,
  userDir,
} from './layout';
export { prepareDataDir } from './prepare';

export { insideCheckpointDir, insideDataDir, relativeToDataDir } from './inside';
export {
  addressFile,
  checkpointDir,
  databaseDir,
  dataDir,
  logDir,
  outputDir,
  stagingDir,
  transientDir,
  userDir,
} from './layout';
export { prepareDataDir } from './prepare';

export { insideCheckpointDir, insideDataDir, relativeToDataDir } from './inside';
export {
  addressFile,
  checkpointDir,
  databaseDir,
  dataDir,
  engineCacheDir,
  jobDir,
  jobsDir,
  logDir,
  outputDir,
  stagingDir,
  stylesFile,
  transientDir,
  userDir,
} from './layout';
export { listModelFiles, type ModelFile, type ModelKind } from './model-files';
export { prepareDataDir } from './prepare';

export { insideCheckpointDir, insideDataDir, relativeToDataDir } from './inside';
export {
  addressFile,
  cacheDir,
  checkpointDir,
  databaseDir,
  dataDir,
  handedOverDir,
  logDir,
  outputDir,
  stagingDir,
  transientDir,
  userDir,
  usersDir,
} from './layout';
export { prepareDataDir } from './prepare';
export { prepareTree } from './prepare-tree';
export { type FileKind, type FileRoot, rootsFor } from './roots';
export {
  fixedFolders,
  insideTrash,
  insideTree,
  insideUploads,
  type Tree,
  topFolders,
  trashDir,
  treeRoot,
  uploadsDir,
} from './trees';

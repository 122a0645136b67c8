export { insideDataDir, insideRoot, relativeToDataDir } from './inside';
export {
  addressFile,
  cacheDir,
  checkpointDir,
  databaseDir,
  dataDir,
  engineCacheDir,
  handedOverDir,
  jobDir,
  jobsDir,
  logDir,
  outputDir,
  stagingDir,
  stylesFile,
  transientDir,
  userDir,
  usersDir,
} from './layout';
export { prepareDataDir } from './prepare';
export { prepareTree } from './prepare-tree';
export {
  type FileKind,
  type FileRoot,
  ownRoot,
  placeOf,
  rootsFor,
  type Scope,
  scopesOf,
  sharedRoot,
} from './roots';
export {
  fixedFolders,
  insideTrash,
  insideTree,
  insideUploads,
  ownStylesFile,
  type Tree,
  topFolders,
  trashDir,
  treeRoot,
  uploadsDir,
} from './trees';
